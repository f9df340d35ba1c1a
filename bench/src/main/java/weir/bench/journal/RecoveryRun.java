package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import weir.core.journal.DiskJournal;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.JournalException;
import weir.core.journal.SyncPolicy;

/** A journal in which a million events wait for the next start. */
final class RecoveryRun {

  static final int EVENTS = 1_000_000;
  static final int PAYLOAD_BYTES = 100;

  private static final long MAX_BYTES = 1L << 30;
  private static final int SEGMENT_BYTES = 4 << 20;

  private RecoveryRun() {}

  /** Fills a journal and closes it; what an event takes on disk. */
  static double fill(Path folder) throws JournalException, IOException, InterruptedException {
    DiskJournalSettings settings = settings(folder);
    byte[] payload = new byte[PAYLOAD_BYTES];
    try (DiskJournal journal = DiskJournal.open(settings)) {
      for (int event = 0; event < EVENTS; ) {
        if (journal.append(payload, event) >= 0) {
          event++;
        } else {
          Thread.sleep(1); // the next segment is being made
        }
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / (double) EVENTS;
    }
  }

  /** Opens it and reads all that waits; how long that took, in seconds. */
  static double recover(Path folder) throws JournalException {
    long startNanos = System.nanoTime();
    try (DiskJournal journal = DiskJournal.open(settings(folder))) {
      int found = 0;
      while (journal.hasNextRecovered()) {
        if (journal.nextRecovered().payload().length == PAYLOAD_BYTES) {
          found++;
        }
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      if (found != EVENTS) {
        throw new IllegalStateException(found + " of " + EVENTS + " events were recovered");
      }
      return seconds;
    }
  }

  private static DiskJournalSettings settings(Path folder) {
    // Small ones: what is held ready for more events is no part of what these take.
    return new DiskJournalSettings(
        folder, new SyncPolicy.OperatingSystem(), MAX_BYTES, SEGMENT_BYTES);
  }
}
