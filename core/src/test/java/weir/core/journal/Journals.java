package weir.core.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What tests of journals have in common. */
final class Journals {

  static final int SMALL_SEGMENT_BYTES = 4_096;

  private Journals() {}

  /** Keeps what is expected out of the build's log; returns what undoes that. */
  static AutoCloseable quiet() {
    Logger log = (Logger) LoggerFactory.getLogger(DiskJournal.class);
    Level before = log.getLevel();
    log.setLevel(Level.OFF);
    return () -> log.setLevel(before);
  }

  static DiskJournalSettings settings(SyncPolicy policy, int segments) {
    return new DiskJournalSettings(
        Path.of("memory"),
        policy,
        segments * SegmentHeader.diskBytes(SMALL_SEGMENT_BYTES),
        SMALL_SEGMENT_BYTES);
  }

  static DiskJournal open(DiskJournalSettings settings, Storage storage) throws JournalException {
    return open(settings, storage, 2_000_000);
  }

  static DiskJournal open(DiskJournalSettings settings, Storage storage, long paceNanos)
      throws JournalException {
    return DiskJournal.open(settings, storage, () -> {}, paceNanos);
  }

  /** Whether an event is known to be safe, once that is known. */
  static CompletableFuture<Boolean> safe(DiskJournal journal, long id) {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    journal.whenSafe(id, told::complete);
    return told.orTimeout(20, TimeUnit.SECONDS);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All recovered events by id. */
  static Map<Long, String> recovered(DiskJournal journal) throws JournalException {
    Map<Long, String> all = new LinkedHashMap<>();
    while (journal.hasNextRecovered()) {
      JournalEntry entry = journal.nextRecovered();
      if (all.put(entry.id(), text(entry.payload())) != null) {
        throw new AssertionError("event " + entry.id() + " was recovered twice");
      }
    }
    return all;
  }

  /** The same without a journal that runs. */
  static Map<Long, String> recoveredAlone(DiskJournalSettings settings, Storage storage)
      throws Exception {
    SegmentMaker maker = new SegmentMaker(storage, settings.segmentBytes(), true, null);
    Recovered found = new Recovery(storage, settings, maker).run();
    RecoveredEntries entries = new RecoveredEntries(storage, found.toRead());
    Map<Long, String> all = new LinkedHashMap<>();
    while (entries.hasNext()) {
      JournalEntry entry = entries.next();
      all.put(entry.id(), text(entry.payload()));
    }
    return all;
  }

  /** Appends, and waits for room where there is none just now. */
  static long append(DiskJournal journal, String text) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + 20_000_000_000L;
    long id = journal.append(bytes(text), text.length());
    while (id == DiskJournal.FULL && System.nanoTime() < deadlineNanos) {
      Thread.sleep(1);
      id = journal.append(bytes(text), text.length());
    }
    return id;
  }

  static void close(DiskJournal journal) {
    try {
      journal.close();
    } catch (JournalException e) {
      // As expected of one whose disk is gone; what matters is what is found later.
    }
  }
}
