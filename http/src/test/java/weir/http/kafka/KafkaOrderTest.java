package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.http.kafka.Eventually.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.journal.JournalException;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.Journal;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.PayloadKey;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

/** Order by key in processes that share a topic. */
@Timeout(60)
class KafkaOrderTest {

  private static final BrokerProcess BROKER = BrokerProcess.shared();

  /** The first character. */
  private static final PayloadKey<byte[]> KEY = payload -> Character.toString(payload[0]);

  private final List<Pipeline<byte[]>> opened = new ArrayList<>();
  private final Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());

  @BeforeEach
  void haveATopicOfItsOwn(TestInfo test) {
    settings = BROKER.settings("o-" + test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Pipeline::close);
  }

  private Pipeline<byte[]> start(int workers, EventHandler<byte[]> handler)
      throws JournalException {
    Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(workers, 8),
            "test",
            context -> handler,
            KafkaJournal.opener(settings, PayloadFormat.BYTES, KEY));
    opened.add(pipeline);
    return pipeline;
  }

  private void note(byte[] payload) {
    String text = text(payload);
    String key = text.substring(0, 1);
    AtomicInteger ofKey = running.computeIfAbsent(key, name -> new AtomicInteger());
    atOnce.accumulateAndGet(ofKey.incrementAndGet(), Math::max);
    handled
        .computeIfAbsent(key, name -> Collections.synchronizedList(new ArrayList<>()))
        .add(Integer.valueOf(text.substring(2)));
    ofKey.decrementAndGet();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void publish(Pipeline<byte[]> pipeline, String text) {
    assertThat(pipeline.publish(text.getBytes(StandardCharsets.UTF_8), Journal.ON_ACCEPTANCE))
        .isEqualTo(PublishOutcome.ACCEPTED);
  }

  private static void awaitLeft(Pipeline<?> pipeline, long left) throws InterruptedException {
    await(
        "left " + left + " of " + pipeline.totals(),
        () ->
            pipeline.totals().backlog() + pipeline.totals().inFlight() == left
                && pipeline.journal().orElseThrow().settled());
  }

  /** Partitions move twice meanwhile; nothing is handled twice for that. */
  @Test
  void shouldHandleEventsOfOneKeyInOrderWhileProcessesComeAndGo() throws Exception {
    settings = settings.withPartitions(4);
    EventHandler<byte[]> handler =
        (payload, event) -> {
          TimeUnit.MILLISECONDS.sleep(2);
          note(payload);
        };
    Pipeline<byte[]> first = start(4, handler);
    Set<String> keys = new HashSet<>();
    for (int event = 0; event < 200; event++) {
      publish(first, (char) ('a' + event % 10) + "-" + event);
    }
    Pipeline<byte[]> second = start(4, handler);
    for (int event = 200; event < 600; event++) {
      publish(event % 2 == 0 ? first : second, (char) ('a' + event % 10) + "-" + event);
      keys.add(Character.toString((char) ('a' + event % 10)));
    }
    await("both work", () -> second.journal().isPresent() && completedAt(second) > 0);
    first.resizeTo(0);
    for (int event = 600; event < 700; event++) {
      publish(second, (char) ('a' + event % 10) + "-" + event);
    }
    awaitLeft(second, 0);

    assertThat(atOnce).hasValue(1);
    assertThat(handled).hasSize(10);
    handled.forEach(
        (key, numbers) -> assertThat(numbers).as(key).isSorted().doesNotHaveDuplicates());
    assertThat(handled.values().stream().mapToInt(List::size).sum()).isEqualTo(700);
    assertThat(keys).hasSize(10);
    Ledger ledger = second.totals();
    assertThat(ledger.completed()).isEqualTo(ledger.accepted());
  }

  private static long completedAt(Pipeline<?> pipeline) {
    return pipeline.snapshot().workerFigures().orElseThrow().stream()
        .mapToLong(worker -> worker.completed())
        .sum();
  }

  @Test
  void shouldHoldUpAKeyUntilItsEventIsADeadLetter() throws Exception {
    settings = settings.withMaxDeliveries(3);
    AtomicInteger tries = new AtomicInteger();
    Pipeline<byte[]> pipeline =
        start(
            2,
            (payload, event) -> {
              if (text(payload).equals("a-1")) {
                tries.incrementAndGet();
                throw new IllegalArgumentException("no such thing");
              }
              assertThat(tries).as("before its predecessor has ended").hasValueGreaterThan(2);
              note(payload);
            });
    publish(pipeline, "a-1");
    publish(pipeline, "a-2");
    publish(pipeline, "a-3");
    awaitLeft(pipeline, 0);

    assertThat(tries).hasValue(3);
    assertThat(handled.get("a")).containsExactly(2, 3);
    assertThat(pipeline.totals().failed()).hasValue(1);
    assertThat(pipeline.totals().completed()).isEqualTo(2);
    assertThat(pipeline.journal().orElseThrow().deadLetters()).isOne();
  }

  /** One event holds up the offset; whoever comes next knows all the same what has ended. */
  @Test
  void shouldNotHandleAgainWhatHasEndedBehindAnEventThatHasNot() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Pipeline<byte[]> first =
        start(
            3,
            (payload, event) -> {
              if (text(payload).startsWith("s")) {
                never.await();
              }
              note(payload);
            });
    publish(first, "s-0");
    for (int event = 1; event < 50; event++) {
      publish(first, (char) ('a' + event % 5) + "-" + event);
    }
    publish(first, "s-50");
    awaitLeft(first, 2);
    assertThat(first.totals().completed()).isEqualTo(49);
    first.closeNow();
    opened.clear();
    handled.clear();

    Pipeline<byte[]> second = start(3, (payload, event) -> note(payload));
    awaitLeft(second, 0);

    assertThat(handled).containsOnlyKeys("s");
    assertThat(handled.get("s")).containsExactly(0, 50);
    assertThat(second.journal().orElseThrow().recovered()).isEqualTo(2);
  }

  /** Of more the broker would not take the ends, and whoever comes next would handle them again. */
  @Test
  void shouldTakeNoMoreBehindAnEventThanCanBeKept() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Set<String> all = ConcurrentHashMap.newKeySet();
    AtomicInteger times = new AtomicInteger();
    EventHandler<byte[]> handler =
        (payload, event) -> {
          if (payload[0] == 's') {
            gate.await();
          }
          all.add(text(payload));
          times.incrementAndGet();
        };
    Pipeline<byte[]> first = start(3, handler);
    publish(first, "s-0");
    int others = EndedOffsets.MOST_BITS + 2_000;
    Semaphore room = new Semaphore(1_000);
    for (int event = 0; event < others; event++) {
      room.acquire();
      byte[] payload = ((char) ('a' + event % 5) + "-" + event).getBytes(StandardCharsets.UTF_8);
      first.publish(payload, Journal.ON_ACCEPTANCE, outcome -> room.release());
    }
    await(
        "all that can be kept has ended, of " + first.totals(),
        () ->
            times.get() >= PartitionShare.FULL - 1
                && first.totals().completed() == times.get()
                && first.journal().orElseThrow().settled());
    assertThat(times).hasValueLessThan(EndedOffsets.MOST_BITS);
    first.closeNow();
    opened.clear();

    gate.countDown();
    Pipeline<byte[]> second = start(3, handler);
    awaitLeft(second, 0);

    assertThat(all).hasSize(others + 1);
    assertThat(times).as("each was handled once").hasValue(others + 1);
  }

  @Test
  void shouldRefuseAGroupOfTheOtherKind() throws Exception {
    Pipeline<byte[]> ordered = start(1, (payload, event) -> note(payload));
    publish(ordered, "a-1");
    awaitLeft(ordered, 0);

    assertThatThrownBy(
            () ->
                Pipeline.start(
                    PipelineSettings.defaults(),
                    "test",
                    context -> (payload, event) -> {},
                    KafkaJournal.opener(settings, PayloadFormat.BYTES)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("group " + settings.group())
        .hasMessageContaining("is of another kind")
        .hasMessageContaining("--order-by-key");
  }
}
