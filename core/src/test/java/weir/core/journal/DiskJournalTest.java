package weir.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal in a real folder. */
@Timeout(60)
class DiskJournalTest {

  private static final SyncPolicy OS = new SyncPolicy.OperatingSystem();

  private final AutoCloseable loud = Journals.quiet();

  @TempDir private Path folder;

  @AfterEach
  void logAgain() throws Exception {
    loud.close();
  }

  private DiskJournalSettings settings(SyncPolicy policy, int segments, int segmentBytes) {
    return new DiskJournalSettings(
        folder.resolve("journal"),
        policy,
        segments * SegmentHeader.diskBytes(segmentBytes),
        segmentBytes);
  }

  private DiskJournalSettings small(SyncPolicy policy) {
    return settings(policy, 4, 4_096);
  }

  @Test
  void shouldKeepPayloadTimeAndOrderOfWhatHasNotEnded() throws Exception {
    List<Long> ids = new ArrayList<>();
    try (DiskJournal journal = DiskJournal.open(small(new SyncPolicy.Always()))) {
      assertThat(journal.recovered()).isZero();
      assertThat(journal.hasNextRecovered()).isFalse();
      for (int event = 0; event < 10; event++) {
        ids.add(journal.append(new byte[] {(byte) event, 0, -1}, -5 + event));
      }
      assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id >= 0);
      for (int event = 0; event < 10; event += 2) {
        journal.end(ids.get(event));
      }
      assertThat(Journals.safe(journal, ids.get(9)).get()).isTrue();
      assertThat(journal.figures().entriesNotEnded()).isEqualTo(5);
    }
    try (DiskJournal journal = DiskJournal.open(small(OS))) {
      assertThat(journal.recovered()).isEqualTo(5);
      for (int event = 1; event < 10; event += 2) {
        JournalEntry entry = journal.nextRecovered();
        assertThat(entry.id()).isEqualTo(ids.get(event));
        assertThat(entry.acceptedEpochMicros()).isEqualTo(-5 + event);
        assertThat(entry.payload()).containsExactly(event, 0, -1);
        journal.end(entry.id());
        journal.end(entry.id());
        journal.end(entry.id() + 1_000);
        journal.end(-1);
      }
      assertThat(journal.hasNextRecovered()).isFalse();
      assertThat(journal.figures().entriesNotEnded()).isZero();
      assertThat(journal.figures().recovered()).isEqualTo(5);
    }
    try (DiskJournal journal = DiskJournal.open(small(OS))) {
      assertThat(journal.recovered()).isZero();
    }
  }

  @Test
  void shouldMakeAFolderAndFilesThatOnlyTheOwnerReads() throws Exception {
    DiskJournal.open(small(OS)).close();

    Path made = folder.resolve("journal");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    try (var files = Files.list(made)) {
      assertThat(files)
          .hasSizeGreaterThan(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  /** What has ended gives its room back; what has not keeps the rest out, and is said. */
  @Test
  void shouldStayWithinItsBoundAndGoOnAsEventsEnd() throws Exception {
    DiskJournalSettings settings = small(OS);
    try (DiskJournal journal = DiskJournal.open(settings)) {
      List<Long> open = new ArrayList<>();
      long deadlineNanos = System.nanoTime() + 20_000_000_000L;
      int refused = 0;
      for (int event = 0; event < 2_000; event++) {
        long id = journal.append(new byte[100], event);
        while (id == DiskJournal.FULL) {
          refused++;
          if (refused == 1) {
            while (journal.figures().trouble().isEmpty() && System.nanoTime() < deadlineNanos) {
              id = journal.append(new byte[4_096 / 4], event);
              if (id >= 0) {
                open.add(id);
              }
            }
            assertThat(journal.figures().trouble().orElse(""))
                .contains("has reached its bound of " + settings.maxBytes() + " bytes");
          }
          assertThat(System.nanoTime()).isLessThan(deadlineNanos);
          open.forEach(journal::end);
          open.clear();
          Thread.sleep(1);
          id = journal.append(new byte[100], event);
        }
        open.add(id);
        assertThat(bytesInFolder()).isLessThanOrEqualTo(settings.maxBytes() + 32);
      }
      assertThat(refused).isPositive();
      assertThat(journal.figures().segments()).isLessThanOrEqualTo(4);
      assertThat(journal.figures().bytesOnDisk()).isLessThanOrEqualTo(settings.maxBytes());
    }
  }

  private long bytesInFolder() throws Exception {
    long bytes = 0;
    try (var files = Files.list(folder.resolve("journal"))) {
      for (Path file : files.toList()) {
        try {
          bytes += Files.size(file);
        } catch (NoSuchFileException e) {
          // Deleted meanwhile.
        }
      }
    }
    return bytes;
  }

  @Test
  void shouldTakeAtMost32BytesBesidesAPayload() throws Exception {
    for (int payload : new int[] {0, 1, 8, 9, 63, 200, 1_000}) {
      int frame = Frame.bytes(payload);
      double perEvent =
          SegmentHeader.diskBytes(64 << 20)
              / Math.floor((64 << 20) - SegmentHeader.EVENTS_AT)
              * frame;
      assertThat(frame + 1).isLessThanOrEqualTo(payload + 32);
      assertThat(perEvent).isLessThanOrEqualTo(1.2 * payload + 33);
    }
  }

  @Test
  void shouldTakeEventsFromManyThreadsWhileOthersEnd() throws Exception {
    ConcurrentSkipListSet<Long> ids = new ConcurrentSkipListSet<>();
    Map<Long, String> left = new ConcurrentHashMap<>();
    DiskJournalSettings settings = settings(new SyncPolicy.Always(), 40, 16_384);
    try (DiskJournal journal = DiskJournal.open(settings)) {
      List<Thread> threads = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int number = thread;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int event = 0; event < 500; event++) {
                        String text = number + "/" + event + "z".repeat(event % 90);
                        long id = appended(journal, text);
                        if (!ids.add(id)) {
                          throw new AssertionError("id " + id + " twice");
                        }
                        if (event % 5 != 0) {
                          journal.end(id);
                        } else {
                          left.put(id, text);
                        }
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(ids).hasSize(2_000);
      assertThat(journal.figures().entriesNotEnded()).isEqualTo(400);
      assertThat(Journals.safe(journal, ids.last()).get()).isTrue();
    }
    try (DiskJournal journal = DiskJournal.open(settings)) {
      Map<Long, String> found = Journals.recovered(journal);
      assertThat(found).isEqualTo(left);
      assertThat(found.keySet()).containsExactlyElementsOf(new TreeSet<>(found.keySet()));
    }
  }

  private static long appended(DiskJournal journal, String text) {
    try {
      return Journals.append(journal, text);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRefuseASecondInThisProcessAndGiveTheFolderBack() throws Exception {
    DiskJournal first = DiskJournal.open(small(OS));
    String pid = Long.toString(ProcessHandle.current().pid());

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> DiskJournal.open(small(OS)))
          .withMessageContaining("is in use by process " + pid + ": stop that, or name another");
    }
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Inspection.repair(folder.resolve("journal")))
        .withMessageContaining("is in use by process " + pid);
    assertThat(Inspection.verify(folder.resolve("journal")).usedBy()).contains(pid);
    first.append(Journals.bytes("still there"), 1);
    first.close();
    first.close();

    assertThat(first.append(new byte[1], 1)).isEqualTo(DiskJournal.FAILED);
    assertThat(Inspection.verify(folder.resolve("journal")).usedBy()).isEmpty();
    try (DiskJournal second = DiskJournal.open(small(OS))) {
      assertThat(second.recovered()).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseWhatIsNoFolderForAJournal() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Files.createDirectory(folder.resolve("photos"));
    Files.writeString(folder.resolve("photos/a.jpg"), "x");

    assertRefused(file, "is no folder: name one for the journal");
    assertRefused(file.resolve("below"), "can't be made");
    assertRefused(folder.resolve("photos"), "has files that are no journal's, such as a.jpg");
    assertThat(folder.resolve("photos").toFile().list()).containsExactly("a.jpg");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Inspection.verify(folder.resolve("photos")))
        .withMessageContaining("has no journal in it");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> Inspection.verify(folder.resolve("nowhere")))
        .withMessageContaining("there is no folder");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeFalse(!locked.toFile().setWritable(false) || Files.isWritable(locked), "root writes all");
    assertRefused(locked, "can't be written (permission denied): make it writable");
  }

  private static void assertRefused(Path place, String sentence) {
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(
            () -> DiskJournal.open(DiskJournalSettings.defaults(place).withMaxBytes(1 << 20)))
        .withMessageContaining(sentence);
  }

  /** The system answers a store to what is gone with a signal, which must not reach the caller. */
  @Test
  void shouldFailAndNotCrashWhenSomebodyCutsAFileShort() throws Exception {
    DiskJournal journal = DiskJournal.open(settings(OS, 3, 1 << 20));
    for (int event = 0; event < 2_000; event++) {
      journal.append(new byte[50], event);
    }
    Path active = folder.resolve("journal").resolve(SegmentName.events(0));
    try (RandomAccessFile file = new RandomAccessFile(active.toFile(), "rw")) {
      file.setLength(4_096);
    }

    long answer = 0;
    for (int event = 0; event < 2_000 && answer >= 0; event++) {
      answer = journal.append(new byte[50], event);
    }

    assertThat(answer).isEqualTo(DiskJournal.FAILED);
    assertThat(journal.figures().trouble().orElse("")).contains("takes nothing more");
    assertThatExceptionOfType(JournalException.class).isThrownBy(journal::close);
  }

  @Test
  void shouldFailWhenSomebodyDeletesWhatItWritesTo() throws Exception {
    DiskJournal journal = DiskJournal.open(settings(new SyncPolicy.Always(), 3, 1 << 20));
    journal.append(new byte[50], 1);
    Files.delete(folder.resolve("journal").resolve(SegmentName.events(0)));

    while (journal.append(new byte[1], 1) != DiskJournal.FAILED) {
      Thread.sleep(5);
    }

    assertThat(journal.figures().trouble().orElse(""))
        .contains("segment-0000000000.events is gone by somebody else");
    Journals.close(journal);
  }

  @Test
  void shouldRefuseTooLargeAPayloadAndSettingsThatCannotBe() throws Exception {
    try (DiskJournal journal = DiskJournal.open(small(OS))) {
      assertThat(journal.append(new byte[1_024], 1)).isNotNegative();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.append(new byte[1_025], 1))
          .withMessageContaining("1025 bytes is too large")
          .withMessageContaining("takes 1024");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.whenSafe(DiskJournal.FULL, known -> {}));
    }
    DiskJournalSettings usual = DiskJournalSettings.defaults(folder);
    assertThat(usual.maxPayloadBytes()).isEqualTo(2 << 20);
    assertThat(usual.withSync(OS).maxPayloadBytes()).isEqualTo(16 << 20);
    assertThat(usual.withMaxBytes(1 << 20).segmentBytes()).isEqualTo(65_536);
    assertThat(settings(usual.sync(), 9, 8_192).withSync(OS).segmentBytes()).isEqualTo(8_192);
    assertThatIllegalArgumentException().isThrownBy(() -> usual.withMaxBytes(100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiskJournalSettings(folder, OS, 1 << 20, 5_000))
        .withMessageContaining("multiple of 4096");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiskJournalSettings(folder, OS, 8_192, 4_096))
        .withMessageContaining("no room for two segments");
  }

  /** An interrupt would close the file that it is about to write. */
  @Test
  void shouldGoOnThoughAListenerInterruptsIt() throws Exception {
    Thread test = Thread.currentThread();
    AtomicInteger interrupts = new AtomicInteger();
    try (DiskJournal journal = DiskJournal.open(small(new SyncPolicy.Always()))) {
      for (int event = 0; event < 20; event++) {
        long id = journal.append(new byte[] {(byte) event}, event);
        journal.whenSafe(
            id,
            known -> {
              if (!Thread.currentThread().equals(test)) {
                interrupts.incrementAndGet();
                Thread.currentThread().interrupt();
              }
            });
        assertThat(Journals.safe(journal, id).get()).as("event %d", event).isTrue();
      }
    }
    assertThat(interrupts).hasPositiveValue();
  }

  @Test
  void shouldBeClosedByAListener() throws Exception {
    DiskJournal journal = DiskJournal.open(small(new SyncPolicy.Always()));
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    long id = journal.append(new byte[] {1}, 1);
    journal.whenSafe(
        id,
        known -> {
          Journals.close(journal);
          closed.complete(known);
        });
    CompletableFuture<Boolean> next = Journals.safe(journal, id);
    assertThat(closed.get()).isTrue();
    assertThat(next.get()).isTrue();
    try (DiskJournal again = DiskJournal.open(small(OS))) {
      assertThat(again.recovered()).isOne();
    }
  }

  @Test
  void shouldReadAndWritePolicies() {
    for (String text : List.of("always", "interval:5ms", "interval:100us", "os")) {
      assertThat(SyncPolicy.parse(text)).hasToString(text);
      assertThat(SyncPolicy.parse(" " + text + " ").canLose()).startsWith("nothing");
    }
    assertThat(new SyncPolicy.Interval(Duration.ofMillis(5)).canLose()).contains("5ms");
    for (String text :
        List.of("", "never", "interval", "interval:", "interval:0s", "interval:2m")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SyncPolicy.parse(text))
          .as(text)
          .satisfies(e -> assertThat(e).hasMessageContaining(": "));
    }
  }

  /** A million are read one by one, and their payloads are not in memory together. */
  @Test
  void shouldRecoverAMillionEvents() throws Exception {
    DiskJournalSettings settings =
        DiskJournalSettings.defaults(folder.resolve("many")).withSync(OS);
    Map<Long, Integer> sample = new HashMap<>();
    try (DiskJournal journal = DiskJournal.open(settings)) {
      byte[] payload = new byte[64];
      for (int event = 0; event < 1_000_000; event++) {
        payload[event % 64] = (byte) event;
        long id = journal.append(payload, event);
        while (id == DiskJournal.FULL) {
          Thread.sleep(1);
          id = journal.append(payload, event);
        }
        if (event % 100_000 == 0) {
          sample.put(id, event);
        }
      }
    }
    try (DiskJournal journal = DiskJournal.open(settings)) {
      assertThat(journal.recovered()).isEqualTo(1_000_000);
      int count = 0;
      while (journal.hasNextRecovered()) {
        JournalEntry entry = journal.nextRecovered();
        Integer expected = sample.get(entry.id());
        if (expected != null) {
          assertThat(entry.acceptedEpochMicros()).isEqualTo(expected.longValue());
        }
        journal.end(entry.id());
        count++;
      }
      assertThat(count).isEqualTo(1_000_000);
    }
  }
}
