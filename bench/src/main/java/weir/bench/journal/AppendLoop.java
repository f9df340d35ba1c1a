package weir.bench.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import weir.core.journal.DiskJournal;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.JournalException;
import weir.core.journal.SyncPolicy;

/** The journal alone, in this process, and what a disk gives that is asked for nothing else. */
final class AppendLoop {

  /** As many as ab has connections. */
  static final int UNANSWERED = 50;

  private static final byte[] PAYLOAD = new byte[16];

  /** Of such an event, with its frame. */
  private static final int FRAME_BYTES = 40;

  private static final int BARE_BYTES = 64 << 20;
  private static final int ZEROS_BYTES = 1 << 20;

  /**
   * What came of a loop.
   *
   * @param eventsPerSecond made safe
   * @param group events of a force, on average
   * @param forceMillis how long a force took, on average
   */
  record Outcome(double eventsPerSecond, double group, double forceMillis) {}

  private AppendLoop() {}

  /** Appends for a while, with so many events unanswered at most; each ends once it is safe. */
  static Outcome journal(Path folder, String policy, long millis)
      throws JournalException, InterruptedException {
    DiskJournalSettings settings =
        DiskJournalSettings.defaults(folder).withSync(SyncPolicy.parse(policy));
    Semaphore unanswered = new Semaphore(UNANSWERED);
    try (DiskJournal journal = DiskJournal.open(settings)) {
      long startNanos = System.nanoTime();
      long endNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(millis);
      long forcesBefore = journal.figures().forces();
      long events = 0;
      while (System.nanoTime() < endNanos) {
        unanswered.acquire();
        long id = journal.append(PAYLOAD, 0);
        if (id < 0) {
          unanswered.release();
          continue;
        }
        events++;
        journal.whenSafe(
            id,
            known -> {
              journal.end(id);
              unanswered.release();
            });
      }
      unanswered.acquire(UNANSWERED);
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      double forces = Math.max(1, journal.figures().forces() - forcesBefore);
      return new Outcome(events / seconds, events / forces, 1e3 * seconds / forces);
    }
  }

  /** Writes and forces groups of that many events, one after the other. */
  static Outcome bare(Path file, double group, long millis) throws IOException {
    int bytes = (int) Math.max(1, Math.round(group * FRAME_BYTES));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
      for (int at = 0; at < BARE_BYTES; at += ZEROS_BYTES) {
        write(channel, zeros, at);
      }
      channel.force(true);
      ByteBuffer block = ByteBuffer.allocateDirect(bytes);
      long startNanos = System.nanoTime();
      long endNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(millis);
      int at = 0;
      long forces = 0;
      while (System.nanoTime() < endNanos) {
        if (at + bytes > BARE_BYTES) {
          at = 0;
        }
        write(channel, block, at);
        channel.force(false);
        at += bytes;
        forces++;
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      return new Outcome(forces * group / seconds, group, 1e3 * seconds / forces);
    }
  }

  private static void write(FileChannel channel, ByteBuffer from, int position) throws IOException {
    from.clear();
    while (from.hasRemaining()) {
      channel.write(from, position + from.position());
    }
  }
}
