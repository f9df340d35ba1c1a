package weir.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, slow or broken. */
@Timeout(60)
class DiskFaultTest {

  private static final SyncPolicy ALWAYS = new SyncPolicy.Always();

  private final AutoCloseable loud = Journals.quiet();
  private final MemoryStorage disk = new MemoryStorage();

  @AfterEach
  void logAgain() throws Exception {
    loud.close();
  }

  private static boolean isForce(String call) {
    return call.equals("forceMapped") || call.equals("forceWritten");
  }

  private static boolean isEvents(String name) {
    return name.contains(".events");
  }

  /** The second force would find nothing to write, and say that all is well. */
  @Test
  void shouldNeverForceAgainAfterAForceThatFailed() throws Exception {
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    long first = journal.append(Journals.bytes("safe"), 1);
    assertThat(Journals.safe(journal, first).get()).isTrue();
    AtomicInteger forces = new AtomicInteger();
    disk.setGate(
        (call, name) -> {
          if (isForce(call) && isEvents(name) && forces.getAndIncrement() == 0) {
            throw new IOException("Input/output error");
          }
        });

    long second = journal.append(Journals.bytes("unknown"), 2);
    assertThat(Journals.safe(journal, second).get()).isFalse();

    assertThat(journal.append(Journals.bytes("refused"), 3)).isEqualTo(DiskJournal.FAILED);
    assertThat(Journals.safe(journal, second).get()).as("asked again").isFalse();
    assertThat(Journals.safe(journal, first).get()).as("safe before").isTrue();
    assertThat(journal.figures().trouble().orElse(""))
        .contains("could not be forced to the disk (Input/output error)", "restart");
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(journal::close)
        .withMessageContaining("could not be forced");
    assertThat(forces).hasValue(1);
  }

  @Test
  void shouldTellAllWhoWaitWhenAForceFails() throws Exception {
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    disk.setGate(
        (call, name) -> {
          if (isForce(call) && isEvents(name)) {
            forcing.countDown();
            await(goOn);
            throw new IOException("gone");
          }
        });
    List<CompletableFuture<Boolean>> told = new ArrayList<>();
    told.add(Journals.safe(journal, journal.append(Journals.bytes("a"), 1)));
    await(forcing);
    told.add(Journals.safe(journal, journal.append(Journals.bytes("b"), 2)));
    assertThat(told).noneMatch(CompletableFuture::isDone);
    goOn.countDown();

    for (CompletableFuture<Boolean> one : told) {
      assertThat(one.get()).isFalse();
    }
    Journals.close(journal);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Nobody is told before the disk has said so, and one force does for all who wait. */
  @Test
  void shouldTellNobodyBeforeTheForceAndForceForManyAtOnce() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger forces = new AtomicInteger();
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    disk.setGate(
        (call, name) -> {
          if (isForce(call) && isEvents(name) && forces.getAndIncrement() == 0) {
            first.countDown();
            await(goOn);
          }
        });
    List<CompletableFuture<Boolean>> told = new ArrayList<>();
    told.add(Journals.safe(journal, journal.append(Journals.bytes("first"), 0)));
    await(first);
    for (int event = 0; event < 20; event++) {
      told.add(Journals.safe(journal, journal.append(Journals.bytes("more"), event)));
    }
    assertThat(told).noneMatch(CompletableFuture::isDone);
    assertThat(journal.figures().entriesNotForced()).isEqualTo(21);
    goOn.countDown();

    for (CompletableFuture<Boolean> one : told) {
      assertThat(one.get()).isTrue();
    }
    assertThat(forces).hasValue(2);
    assertThat(journal.figures().forces()).isEqualTo(2);
    assertThat(journal.figures().entriesNotForced()).isZero();
    assertThat(journal.figures().lastForceNanos()).isPositive();
    assertThat(journal.figures().longestForceNanos())
        .isGreaterThanOrEqualTo(journal.figures().lastForceNanos());
    journal.close();
  }

  /** What the policies os and interval promise holds at once, and no force is waited for. */
  @Test
  void shouldNotWaitForTheDiskWhereThePolicyDoesNotSay() throws Exception {
    AtomicInteger forces = new AtomicInteger();
    disk.setGate(
        (call, name) -> {
          if (isForce(call) && isEvents(name)) {
            forces.incrementAndGet();
          }
        });
    DiskJournal journal =
        Journals.open(Journals.settings(new SyncPolicy.OperatingSystem(), 4), disk);
    long id = journal.append(Journals.bytes("a"), 1);
    AtomicBoolean told = new AtomicBoolean();
    journal.whenSafe(id, told::set);
    assertThat(told).isTrue();
    assertThat(forces).hasValue(0);
    journal.close();
    assertThat(forces).as("at close").hasValue(1);
    assertThat(Journals.safe(journal, id).get()).isTrue();

    forces.set(0);
    SyncPolicy interval = new SyncPolicy.Interval(Duration.ofMillis(1));
    DiskJournal often = Journals.open(Journals.settings(interval, 4), disk);
    long second = often.append(Journals.bytes("b"), 1);
    told.set(false);
    often.whenSafe(second, told::set);
    assertThat(told).isTrue();
    while (often.figures().entriesNotForced() > 0) {
      Thread.sleep(1);
    }
    assertThat(forces).hasPositiveValue();
    often.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "force", "rename", "map"})
  void shouldGoOnWhenTheDiskHasRoomAgain(String failing) throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 6), disk);
    disk.setGate(
        (call, name) -> {
          if (full.get() && call.equals(failing)) {
            throw new IOException("No space left on device");
          }
        });
    Map<Long, String> kept = new HashMap<>();
    long answer = 0;
    while (answer != DiskJournal.DISK_FULL) {
      answer = journal.append(Journals.bytes("x".repeat(500)), 1);
      if (answer >= 0) {
        kept.put(answer, "x".repeat(500));
      } else {
        // There may be room yet that is only being made ready: what goes into that is kept, too.
        Thread.sleep(1);
      }
    }
    assertThat(journal.figures().trouble().orElse(""))
        .contains("no room can be made on the disk of memory (No space left on device)");
    // It is tried again and again: between two attempts nothing is left of one.
    while (disk.copy().names().stream().anyMatch(SegmentName::isUnfinished)) {
      Thread.sleep(1);
    }
    full.set(false);

    long id = -1;
    while (id < 0) {
      id = journal.append(Journals.bytes("z".repeat(500)), 1);
      Thread.sleep(1);
    }
    assertThat(Journals.safe(journal, id).get()).isTrue();
    assertThat(journal.figures().trouble()).isEmpty();
    kept.put(id, "z".repeat(500));
    journal.close();
    assertThat(Journals.recoveredAlone(Journals.settings(ALWAYS, 6), disk)).isEqualTo(kept);
  }

  /** What was accepted before can be handled and ended though no more can be taken. */
  @Test
  void shouldOpenOnAFullDisk() throws Exception {
    DiskJournalSettings settings = Journals.settings(ALWAYS, 2);
    DiskJournal before = Journals.open(settings, disk);
    for (int event = 0; event < 6; event++) {
      Journals.append(before, "x".repeat(1_000));
    }
    before.close();
    disk.setGate(
        (call, name) -> {
          if (call.equals("create")) {
            throw new IOException("Disk quota exceeded");
          }
        });

    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    assertThat(Journals.recovered(journal)).hasSize(6);
    assertThat(journal.append(Journals.bytes("x".repeat(1_000)), 1))
        .isEqualTo(DiskJournal.DISK_FULL);
    assertThat(journal.recovered()).isEqualTo(6);
    journal.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forceMapped", "forceWritten", "writeAt", "forceFolder", "delete"})
  void shouldSurviveWhateverFailsWhileItRuns(String failing) throws Exception {
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    AtomicInteger calls = new AtomicInteger();
    disk.setGate(
        (call, name) -> {
          int passed = failing.equals("delete") ? 40 : Integer.MAX_VALUE;
          if (call.equals(failing) && calls.incrementAndGet() > 2 && calls.get() < passed) {
            throw new IOException("Input/output error");
          }
        });
    Map<Long, String> open = new HashMap<>();
    long id = 0;
    for (int event = 0; event < 400 && id >= 0; event++) {
      String text = "y".repeat(100) + event;
      id = Journals.append(journal, text);
      if (id >= 0) {
        CompletableFuture<Boolean> safe = Journals.safe(journal, id);
        if (event % 7 == 0 && event > 350 && safe.get()) {
          open.put(id, text);
        } else {
          journal.end(id);
        }
      }
    }
    assertThat(calls).hasValueGreaterThan(2);
    assertThat(journal.figures().trouble().isPresent()).isEqualTo(!failing.equals("delete"));
    Journals.close(journal);
    disk.setGate((call, name) -> {});
    assertThat(Journals.recoveredAlone(Journals.settings(ALWAYS, 4), disk))
        .containsAllEntriesOf(open);
  }

  /**
   * Memory for events that the disk has not taken yet is bounded; nobody has to ask for a force.
   */
  @Test
  void shouldTurnAwayWhatTheDiskIsTooFarBehindForAndGoOn() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    DiskJournalSettings settings = Journals.settings(ALWAYS, 40);
    // Too slow a pace for a force that nobody waits for.
    DiskJournal journal = Journals.open(settings, disk);
    disk.setGate(
        (call, name) -> {
          if (isForce(call) && isEvents(name)) {
            await(goOn);
          }
        });
    Map<Long, String> kept = new HashMap<>();
    String text = "x".repeat(1_000);
    long fullSinceNanos = 0;
    while (fullSinceNanos == 0 || System.nanoTime() - fullSinceNanos < 100_000_000L) {
      long id = journal.append(Journals.bytes(text), 1);
      if (id >= 0) {
        kept.put(id, text);
        fullSinceNanos = 0;
      } else {
        assertThat(id).isEqualTo(DiskJournal.FULL);
        fullSinceNanos = fullSinceNanos == 0 ? System.nanoTime() : fullSinceNanos;
      }
    }
    assertThat(kept).hasSizeBetween(6, 9);
    goOn.countDown();

    for (int event = 0; event < 20; event++) {
      kept.put(Journals.append(journal, text), text);
    }
    assertThat(kept.keySet()).allMatch(id -> id >= 0).hasSizeGreaterThan(25);
    assertThat(journal.figures().trouble()).isEmpty();
    journal.close();
    assertThat(Journals.recoveredAlone(settings, disk)).isEqualTo(kept);
  }

  @Test
  void shouldTellTheOthersThoughAListenerThrows() throws Exception {
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk);
    long id = journal.append(Journals.bytes("a"), 1);
    journal.whenSafe(
        id,
        known -> {
          throw new AssertionError("thrown at the journal");
        });
    assertThat(Journals.safe(journal, journal.append(Journals.bytes("b"), 1)).get()).isTrue();
    journal.close();
  }

  /** An interrupt is the caller's, and no fault of the disk. */
  @Test
  void shouldOpenAndCloseOnAThreadThatIsInterrupted(@TempDir Path folder) throws Exception {
    DiskJournalSettings settings = DiskJournalSettings.defaults(folder).withMaxBytes(1 << 20);
    for (int run = 0; run < 2; run++) {
      Thread.currentThread().interrupt();
      DiskJournal journal = DiskJournal.open(settings);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(journal.recovered()).isEqualTo(run);
      assertThat(Journals.safe(journal, journal.append(Journals.bytes("a"), 1)).get()).isTrue();
      Thread.currentThread().interrupt();
      journal.close();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** What its own message asks for. */
  @Test
  void shouldGoOnForEverInTheLeastRoomThatItTakes(@TempDir Path folder) throws Exception {
    DiskJournalSettings settings =
        DiskJournalSettings.defaults(folder)
            .withSync(new SyncPolicy.OperatingSystem())
            .withMaxBytes(DiskJournalSettings.MIN_BYTES);
    try (DiskJournal journal = DiskJournal.open(settings)) {
      for (int event = 0; event < 500; event++) {
        long id = Journals.append(journal, "x".repeat(100));
        assertThat(id).as("event %d", event).isNotNegative();
        journal.end(id);
      }
    }
  }

  /** What somebody has deleted needs not be deleted any more. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGoOnWhereSomebodyDeletesWhatHasEnded(boolean events) throws Exception {
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 4), disk, 3_600_000_000_000L);
    List<Long> ids = new ArrayList<>();
    for (int event = 0; event < 6; event++) {
      ids.add(Journals.append(journal, "x".repeat(1_000)));
    }
    disk.delete(events ? SegmentName.events(0) : SegmentName.ends(0));
    ids.forEach(journal::end);

    for (int event = 0; event < 40; event++) {
      long id = Journals.append(journal, "x".repeat(1_000));
      assertThat(id).as("event %d", event).isNotNegative();
      journal.end(id);
    }
    assertThat(journal.figures().trouble()).isEmpty();
    journal.close();
  }

  /** Of the events in it nobody could be told after a crash. */
  @Test
  void shouldFailWhereSomebodyDeletesWhatHasNotEnded() throws Exception {
    DiskJournal journal = Journals.open(Journals.settings(ALWAYS, 8), disk);
    for (int event = 0; event < 6; event++) {
      Journals.append(journal, "x".repeat(1_000));
    }
    disk.delete(SegmentName.events(0));
    while (!journal.hasFailed()) {
      Thread.sleep(1);
    }
    assertThat(journal.figures().trouble().orElseThrow())
        .contains("segment-0000000000.events is gone by somebody else", "put it back");
    assertThatExceptionOfType(JournalException.class).isThrownBy(journal::close);
  }

  @Test
  void shouldTakePayloadsOfEverySizeThatItSays() {
    assertThat(Frame.maxPayloadBytes(4_096)).isEqualTo(1_024);
    int most = Frame.maxPayloadBytes(1 << 30);
    assertThat(Frame.payloadBytes(Frame.word(most))).isEqualTo(most);
    assertThat(Frame.isTagged(Frame.word(most))).isTrue();
  }
}
