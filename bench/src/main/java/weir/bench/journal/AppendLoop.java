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

  /** Short: a disk that is shared may be half as fast in the next second. */
  private static final long TURN_MILLIS = 300;

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
   * @param forceMillis how long a force took, with all between it and the next, on average
   */
  record Outcome(double eventsPerSecond, double group, double forceMillis) {}

  /**
   * What came of two that took turns.
   *
   * @param journal forced for each event
   * @param bare groups of the turn before, written and forced one after the other
   */
  record Pair(Outcome journal, Outcome bare) {}

  private record Turn(double events, double forces, double seconds) {

    Turn plus(Turn more) {
      return new Turn(events + more.events, forces + more.forces, seconds + more.seconds);
    }

    Outcome outcome() {
      return new Outcome(events / seconds, events / forces, 1e3 * seconds / forces);
    }
  }

  private AppendLoop() {}

  /** Appends for a while, with so many events unanswered at most; each ends once it is safe. */
  static Outcome journal(Path folder, SyncPolicy policy, long millis)
      throws JournalException, InterruptedException {
    try (DiskJournal journal = open(folder, policy)) {
      return append(journal, millis).outcome();
    }
  }

  /**
   * Has a journal that forces for each event and a bare file take turns. The journal's first, in
   * which it makes its room, is not counted.
   */
  static Pair pair(Path folder, Path file, int turns)
      throws IOException, JournalException, InterruptedException {
    try (DiskJournal journal = open(folder, new SyncPolicy.Always());
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
      for (int at = 0; at < BARE_BYTES; at += ZEROS_BYTES) {
        write(channel, zeros, at);
      }
      channel.force(true);
      append(journal, TURN_MILLIS);
      Turn kept = new Turn(0, 0, 0);
      Turn bare = new Turn(0, 0, 0);
      for (int turn = 0; turn < turns; turn++) {
        Turn one = append(journal, TURN_MILLIS);
        kept = kept.plus(one);
        bare = bare.plus(force(channel, one.events() / one.forces()));
      }
      return new Pair(kept.outcome(), bare.outcome());
    }
  }

  private static DiskJournal open(Path folder, SyncPolicy policy) throws JournalException {
    return DiskJournal.open(DiskJournalSettings.defaults(folder).withSync(policy));
  }

  private static Turn append(DiskJournal journal, long millis) throws InterruptedException {
    Semaphore unanswered = new Semaphore(UNANSWERED);
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
    return new Turn(events, Math.max(1, journal.figures().forces() - forcesBefore), seconds);
  }

  /** Writes and forces groups of that many events, over the whole file and again. */
  private static Turn force(FileChannel channel, double group) throws IOException {
    ByteBuffer block =
        ByteBuffer.allocateDirect((int) Math.max(1, Math.round(group * FRAME_BYTES)));
    long startNanos = System.nanoTime();
    long endNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS);
    int at = 0;
    long forces = 0;
    while (System.nanoTime() < endNanos) {
      if (at + block.capacity() > BARE_BYTES) {
        at = 0;
      }
      write(channel, block, at);
      channel.force(false);
      at += block.capacity();
      forces++;
    }
    return new Turn(forces * group, forces, (System.nanoTime() - startNanos) / 1e9);
  }

  private static void write(FileChannel channel, ByteBuffer from, int position) throws IOException {
    from.clear();
    while (from.hasRemaining()) {
      channel.write(from, position + from.position());
    }
  }
}
