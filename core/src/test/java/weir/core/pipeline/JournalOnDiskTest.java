package weir.core.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.JournalException;
import weir.core.journal.SyncPolicy;
import weir.core.ring.PublishOutcome;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JournalOnDiskTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private DiskJournalSettings journal() {
    return DiskJournalSettings.defaults(folder.resolve("journal")).withMaxBytes(1 << 20);
  }

  private static Pipeline<byte[]> start(
      PipelineSettings settings, DiskJournalSettings journal, EventHandler<byte[]> handler)
      throws JournalException {
    return Pipeline.start(
        settings, "test", context -> handler, Journals.disk(journal, PayloadFormat.BYTES));
  }

  private Pipeline<byte[]> start(EventHandler<byte[]> handler) throws JournalException {
    return start(PipelineSettings.defaults().withWorkers(1, 4), journal(), handler);
  }

  private static byte[] event(int number) {
    return ("event " + number).getBytes(UTF_8);
  }

  /** One that is at its first event until it is interrupted. */
  private static EventHandler<byte[]> stuck(CountDownLatch started) {
    return (payload, event) -> {
      started.countDown();
      new CountDownLatch(1).await();
    };
  }

  private static void awaitEnded(Pipeline<?> pipeline) throws InterruptedException {
    DrainWatch.untilEnded(pipeline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "interval:5ms", "os"})
  void shouldHandleWhatAnEarlierRunLeft(String policy) throws Exception {
    DiskJournalSettings journal = journal().withSync(SyncPolicy.parse(policy));
    CountDownLatch started = new CountDownLatch(1);
    PipelineSettings settings = PipelineSettings.defaults().withWorkers(1, 4);
    Pipeline<byte[]> first = start(settings, journal, stuck(started));
    for (int number = 0; number < 10; number++) {
      assertThat(first.publish(event(number))).isEqualTo(PublishOutcome.ACCEPTED);
    }
    started.await();
    // The event that it is at fails, and so has ended; nine have not.
    first.closeNow();
    assertThat(first.totals()).isEqualTo(new Ledger(10, 0, 1, 0, 9, 0));

    BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    try (Pipeline<byte[]> second =
        start(settings, journal, (payload, event) -> handled.add(new String(payload, UTF_8)))) {
      assertThat(second.totals().accepted()).isEqualTo(9);
      assertThat(second.publish(event(10))).isEqualTo(PublishOutcome.ACCEPTED);
      awaitEnded(second);

      assertThat(handled)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 10).mapToObj(number -> "event " + number).toList());
      assertThat(second.totals()).isEqualTo(new Ledger(10, 10, 0, 0, 0, 0));
      assertThat(second.journal().map(JournalFigures::recovered)).contains(9L);
    }
    try (Pipeline<byte[]> third = start((payload, event) -> {})) {
      assertThat(third.totals()).as("all has ended").isEqualTo(Ledger.EMPTY);
    }
  }

  /** More than the ring holds: it comes bit by bit, and is in the ledger from the start. */
  @ParameterizedTest
  @EnumSource(ExecutionMode.class)
  void shouldKeepTheLedgerClosedWhileThePastComesBack(ExecutionMode mode) throws Exception {
    int events = 2_000;
    CountDownLatch started = new CountDownLatch(1);
    PipelineSettings large = PipelineSettings.defaults().withRingSize(4_096).withMode(mode);
    DiskJournalSettings journal = journal().withSync(new SyncPolicy.OperatingSystem());
    try (Pipeline<byte[]> first = start(large, journal, stuck(started))) {
      for (int number = 0; number < events; number++) {
        assertThat(first.publish(event(number))).isEqualTo(PublishOutcome.ACCEPTED);
      }
      started.await();
      first.closeNow();
    }
    int left = events - 1;

    Set<String> handled = ConcurrentHashMap.newKeySet();
    PipelineSettings small = PipelineSettings.defaults().withRingSize(16).withMode(mode);
    try (Pipeline<byte[]> second =
        start(small, journal, (payload, event) -> handled.add(new String(payload, UTF_8)))) {
      Ledger now = second.totals();
      long accepted = 0;
      while (now.inPipeline() > 0) {
        assertThat(now.isClosed()).as("%s", now).isTrue();
        assertThat(now.accepted()).isGreaterThanOrEqualTo(accepted).isEqualTo(left);
        accepted = now.accepted();
        now = second.totals();
      }
      assertThat(now).isEqualTo(new Ledger(left, left, 0, 0, 0, 0));
      assertThat(handled).hasSize(left);
    }
  }

  @Test
  void shouldTellThePublisherOnceTheEventIsSafe() throws Exception {
    try (Pipeline<byte[]> pipeline = start((payload, event) -> {})) {
      List<PublishOutcome> outcomes = new ArrayList<>();
      CountDownLatch told = new CountDownLatch(100);
      for (int number = 0; number < 100; number++) {
        pipeline.publish(
            event(number),
            Journal.ON_ACCEPTANCE,
            outcome -> {
              synchronized (outcomes) {
                outcomes.add(outcome);
              }
              told.countDown();
            });
      }
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(outcomes).hasSize(100).containsOnly(PublishOutcome.ACCEPTED);
      assertThat(pipeline.publishMayWait()).as("no thread waits for a disk").isFalse();
    }
  }

  @Test
  void shouldTurnAwayWhatItCannotKeepAndCountIt() throws Exception {
    DiskJournalSettings journal = journal();
    PipelineSettings settings = PipelineSettings.defaults().withRingSize(1 << 16);
    CountDownLatch started = new CountDownLatch(1);
    byte[] large = new byte[journal.maxPayloadBytes()];
    Pipeline<byte[]> pipeline = start(settings, journal, stuck(started));
    assertThat(pipeline.publish(new byte[large.length + 1])).isEqualTo(PublishOutcome.TOO_LARGE);
    int accepted = 0;
    PublishOutcome outcome = pipeline.publish(large);
    while (outcome == PublishOutcome.ACCEPTED) {
      accepted++;
      assertThat(accepted).as("its bound").isLessThan(1_000);
      outcome = pipeline.publish(large);
    }

    assertThat(outcome).isEqualTo(PublishOutcome.JOURNAL_FULL);
    assertThat(pipeline.rejected(PublishOutcome.TOO_LARGE)).isEqualTo(1);
    assertThat(pipeline.rejected(PublishOutcome.JOURNAL_FULL)).isEqualTo(1);
    assertThat(pipeline.totals().accepted()).isEqualTo(accepted);
    assertThat(pipeline.totals().rejected()).hasValue(2);
    assertThat(pipeline.totals().isClosed()).isTrue();
    assertThat(pipeline.journal().orElseThrow().bytes().orElseThrow())
        .isLessThanOrEqualTo(journal.maxBytes());
    pipeline.closeNow();

    CountDownLatch all = new CountDownLatch(accepted - 1);
    try (Pipeline<byte[]> second = start(settings, journal, (payload, event) -> all.countDown())) {
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
      awaitEnded(second);
      // The room comes back as the journal's thread gives the ended parts up.
      while (second.publish(large) != PublishOutcome.ACCEPTED) {
        Thread.onSpinWait();
      }
    }
  }

  /** What a full ring turns away is not written either: it must not come back. */
  @Test
  void shouldForgetWhatAFullRingTurnedAway() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Pipeline<byte[]> first =
        start(PipelineSettings.defaults().withRingSize(4), journal(), stuck(started));
    assertThat(first.publish(event(0))).isEqualTo(PublishOutcome.ACCEPTED);
    started.await();
    for (int number = 1; number <= 4; number++) {
      assertThat(first.publish(event(number))).isEqualTo(PublishOutcome.ACCEPTED);
    }
    assertThat(first.publish(event(5))).isEqualTo(PublishOutcome.RING_FULL);
    first.closeNow();
    assertThat(first.publish(event(6))).isEqualTo(PublishOutcome.CLOSED);

    BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    try (Pipeline<byte[]> second =
        start((payload, event) -> handled.add(new String(payload, UTF_8)))) {
      awaitEnded(second);
    }
    assertThat(handled).containsExactly("event 1", "event 2", "event 3", "event 4");
  }

  @Test
  void shouldNotHandleAgainWhatFailed() throws Exception {
    try (Pipeline<byte[]> first =
        start(
            (payload, event) -> {
              throw new IllegalArgumentException("no");
            })) {
      assertThat(first.publish(event(1))).isEqualTo(PublishOutcome.ACCEPTED);
      awaitEnded(first);
      assertThat(first.totals().failed()).hasValue(1);
    }
    try (Pipeline<byte[]> second = start((payload, event) -> {})) {
      assertThat(second.totals()).isEqualTo(Ledger.EMPTY);
    }
  }

  /** What has ended can't be lost any more. */
  @Test
  void shouldCallNoEventUnsafeThatHasEnded() throws Exception {
    DiskJournalSettings journal = journal().withSync(new SyncPolicy.OperatingSystem());
    try (Pipeline<byte[]> pipeline =
        start(PipelineSettings.defaults(), journal, (payload, event) -> {})) {
      for (int number = 0; number < 5; number++) {
        pipeline.publish(event(number));
      }
      awaitEnded(pipeline);
      assertThat(pipeline.journal().map(JournalFigures::unsafe)).contains(0L);
      assertThat(pipeline.journalHasFailed()).isFalse();
    }
  }

  /** A segment that is damaged while it waits costs its own events, and not those behind it. */
  @Test
  void shouldHandleWhatIsBehindASegmentThatCannotBeRead() throws Exception {
    DiskJournalSettings journal =
        journal().withSync(new SyncPolicy.OperatingSystem()).withMaxBytes(16 * 4_400);
    CountDownLatch started = new CountDownLatch(1);
    Pipeline<byte[]> first = start(PipelineSettings.defaults(), journal, stuck(started));
    for (int number = 0; number < 18; number++) {
      byte[] payload = Arrays.copyOf(event(number), 1_000);
      while (first.publish(payload) != PublishOutcome.ACCEPTED) {
        Thread.onSpinWait(); // until there is another segment
      }
    }
    started.await();
    first.closeNow();

    CountDownLatch gate = new CountDownLatch(1);
    Set<String> handled = ConcurrentHashMap.newKeySet();
    try (Pipeline<byte[]> second =
        start(
            PipelineSettings.defaults().withRingSize(2),
            journal,
            (payload, event) -> {
              gate.await();
              handled.add(new String(payload, UTF_8).strip());
            })) {
      // Three fit into one. The recovery waits for room, and has not come so far.
      Path file = folder.resolve("journal").resolve("segment-0000000003.events");
      Files.write(file, new byte[(int) Files.size(file)]);
      gate.countDown();
      while (handled.size() < 14) {
        Thread.onSpinWait();
      }
      Ledger now = second.totals();
      while (now.completed() < 14) {
        now = second.totals();
      }
      assertThat(now).isEqualTo(new Ledger(17, 14, 0, 0, 3, 0));
      assertThat(second.journal().flatMap(JournalFigures::trouble).orElseThrow())
          .contains("segment-0000000003.events", "3 of its events are not handled now");
    }
  }

  @Test
  void shouldCountTheResponseFromTheFirstAcceptance() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Pipeline<byte[]> first = start(stuck(started));
    for (int number = 0; number < 2; number++) {
      first.publish(event(number));
    }
    started.await();
    first.closeNow();
    Thread.sleep(200); // what is measured is a time

    long secondNanos = System.nanoTime();
    try (Pipeline<byte[]> second = start((payload, event) -> {})) {
      awaitEnded(second);
      long tookMicros = (System.nanoTime() - secondNanos) / 1_000;
      assertThat(second.snapshot().sinceReset().responseTime().orElseThrow().maxMicros())
          .isGreaterThanOrEqualTo(200_000);
      assertThat(second.snapshot().sinceReset().waitTime().orElseThrow().maxMicros())
          .as("the wait is this run's, to three digits")
          .isLessThanOrEqualTo(tookMicros * 1_002 / 1_000 + 1);
    }
  }

  @Test
  void shouldSayThatTheFolderIsTaken() throws Exception {
    try (Pipeline<byte[]> first = start((payload, event) -> {})) {
      assertThatThrownBy(() -> start((payload, event) -> {}))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(folder.toString());
      assertThat(first.publish(event(1))).isEqualTo(PublishOutcome.ACCEPTED);
      assertThat(first.drain(LONG).left()).isZero();
    }
  }

  /** It stays there for the program that can read it. */
  @Test
  void shouldKeepWhatItCannotRead() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Pipeline<byte[]> first = start(stuck(started));
    for (int number = 0; number < 3; number++) {
      first.publish(event(number));
    }
    started.await();
    first.closeNow();

    BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    Pipeline<String> second =
        Pipeline.start(
            PipelineSettings.defaults(),
            "strings",
            context -> (payload, event) -> handled.add(payload),
            Journals.disk(journal(), new NoOnes()));
    assertThat(handled.poll(30, TimeUnit.SECONDS)).isEqualTo("event 2");
    assertThat(second.drain(LONG).left()).isEqualTo(1);
    assertThat(second.journal().flatMap(JournalFigures::trouble))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("stays in the journal"));
    second.close();

    try (Pipeline<byte[]> third =
        start((payload, event) -> handled.add(new String(payload, UTF_8)))) {
      awaitEnded(third);
      assertThat(handled).containsExactly("event 1");
    }
  }

  private static final class NoOnes implements PayloadFormat<String> {

    @Override
    public byte[] toBytes(String payload) {
      return payload.getBytes(UTF_8);
    }

    @Override
    public String fromBytes(byte[] bytes) {
      String text = new String(bytes, UTF_8);
      if (text.equals("event 1")) {
        throw new IllegalArgumentException("unheard of");
      }
      return text;
    }
  }
}
