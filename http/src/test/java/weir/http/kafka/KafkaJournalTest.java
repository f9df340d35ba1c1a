package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.http.kafka.Eventually.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.core.figures.EndedEvents;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.JournalException;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.Journal;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

@Timeout(60)
class KafkaJournalTest {

  private static final BrokerProcess BROKER = BrokerProcess.shared();

  private final List<Pipeline<byte[]>> opened = new ArrayList<>();
  private KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());

  @BeforeEach
  void haveATopicOfItsOwn(TestInfo test) {
    settings = BROKER.settings(test.getTestMethod().orElseThrow().getName());
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Pipeline::close);
  }

  private Pipeline<byte[]> start(int workers, EventHandler<byte[]> handler)
      throws JournalException {
    return start(settings, workers, handler);
  }

  private Pipeline<byte[]> start(KafkaSettings where, int workers, EventHandler<byte[]> handler)
      throws JournalException {
    Journal.Opener<byte[]> journal = KafkaJournal.opener(where, PayloadFormat.BYTES);
    Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(workers, 8),
            "test",
            context -> handler,
            journal);
    opened.add(pipeline);
    return pipeline;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static JournalFigures figures(Pipeline<?> pipeline) {
    return pipeline.journal().orElseThrow();
  }

  private static void awaitEnded(Pipeline<?> pipeline, long events) throws InterruptedException {
    await(
        "ended, of " + events,
        () -> pipeline.totals().ended() >= events && figures(pipeline).settled());
  }

  private List<ConsumerRecord<byte[], byte[]>> deadLetters(int count) {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BROKER.bootstrap(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      reader.assign(List.of(new TopicPartition(settings.deadTopic(), 0)));
      while (letters.size() < count) {
        reader.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
    }
    return letters;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  @Test
  void shouldHandleEachEventOnceAndKeepTheBooks() throws Exception {
    Queue<String> handled = new ConcurrentLinkedQueue<>();
    Pipeline<byte[]> pipeline = start(2, (payload, event) -> handled.add(text(payload)));
    int events = 500;
    CountDownLatch accepted = new CountDownLatch(events);

    for (int i = 0; i < events; i++) {
      pipeline.publish(
          bytes("event " + i),
          Journal.ON_ACCEPTANCE,
          outcome -> {
            assertThat(outcome).isEqualTo(PublishOutcome.ACCEPTED);
            accepted.countDown();
          });
    }

    assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
    awaitEnded(pipeline, events);
    assertThat(pipeline.totals()).isEqualTo(new Ledger(events, events, 0, 0, 0, 0));
    assertThat(handled).hasSize(events).doesNotHaveDuplicates();
    assertThat(pipeline.latenciesSinceStart().latencies().responseTime().getTotalCount())
        .isEqualTo(events);
  }

  @Test
  void shouldChangeWorkersWhileEventsWait() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger now = new AtomicInteger();
    Pipeline<byte[]> pipeline =
        start(
            1,
            (payload, event) -> {
              now.incrementAndGet();
              gate.await();
              now.decrementAndGet();
            });
    for (int i = 0; i < 20; i++) {
      assertThat(pipeline.publish(bytes("x"))).isEqualTo(PublishOutcome.ACCEPTED);
    }
    await("one at work", () -> now.get() == 1);

    pipeline.resizeTo(6);
    await("six at work", () -> now.get() == 6);

    assertThat(pipeline.busyWorkers()).isEqualTo(6);
    pipeline.resizeTo(2);
    gate.countDown();
    await("two are left", () -> pipeline.workers().effective() == 2);
    awaitEnded(pipeline, 20);
    assertThat(pipeline.totals().completed()).isEqualTo(20);
    pipeline.resizeTo(0);
    await("none is left", () -> pipeline.workers().effective() == 0);
    assertThat(pipeline.publish(bytes("waits"))).isEqualTo(PublishOutcome.ACCEPTED);
    await("it waits", () -> pipeline.totals().backlog() == 1);
  }

  @Test
  void shouldTryAgainAndThenKeepADeadLetter() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Pipeline<byte[]> pipeline =
        start(
            1,
            (payload, event) -> {
              if (text(payload).equals("bad")) {
                tries.incrementAndGet();
                throw new IllegalStateException("no such account");
              }
            });

    pipeline.publish(bytes("bad"));
    pipeline.publish(bytes("good"));

    awaitEnded(pipeline, 2);
    assertThat(tries).hasValue(settings.maxDeliveries());
    assertThat(pipeline.totals()).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
    assertThat(figures(pipeline).deadLetters()).isEqualTo(1);
    assertThat(figures(pipeline).redelivered()).isEqualTo(settings.maxDeliveries() - 1);
    ConsumerRecord<byte[], byte[]> letter = deadLetters(1).getFirst();
    assertThat(text(letter.value())).isEqualTo("bad");
    assertThat(header(letter, DeadLetters.WHY)).contains("no such account");
    assertThat(header(letter, DeadLetters.FROM)).startsWith(settings.topic() + "-");
    assertThat(header(letter, DeadLetters.DELIVERIES)).isEqualTo("5");
    assertThat(header(letter, DeadLetters.WHEN)).startsWith("20");
  }

  @Test
  void shouldTakeWhatOthersHaveWritten() throws Exception {
    Queue<String> handled = new ConcurrentLinkedQueue<>();
    Pipeline<byte[]> pipeline = start(1, (payload, event) -> handled.add(text(payload)));
    try (KafkaProducer<byte[], byte[]> other =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      other.send(new ProducerRecord<>(settings.topic(), bytes("key"), bytes("foreign"))).get();
      ProducerRecord<byte[], byte[]> spoiled =
          new ProducerRecord<>(settings.topic(), bytes("key"), bytes("spoiled"));
      spoiled.headers().add(EventHeader.NAME, bytes("?"));
      other.send(spoiled).get();
      other.send(new ProducerRecord<>(settings.topic(), bytes("key"), null)).get();
    }

    awaitEnded(pipeline, 3);
    assertThat(handled).containsExactlyInAnyOrder("foreign", "spoiled");
    assertThat(pipeline.totals()).isEqualTo(new Ledger(3, 2, 1, 0, 0, 0));
    assertThat(header(deadLetters(1).getFirst(), DeadLetters.WHY)).contains("no value");
  }

  /** Who makes the topic may give it more partitions than letters need. */
  @Test
  void shouldCountLettersOfAllPartitions() throws Exception {
    try (Admin admin = BROKER.admin();
        KafkaProducer<byte[], byte[]> other =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      NewTopic letters = new NewTopic(settings.deadTopic(), 3, (short) 1);
      admin.createTopics(List.of(letters)).all().get();
      KafkaGroup.onceKnown(
          () -> admin.describeTopics(List.of(settings.deadTopic())).allTopicNames().get());
      other.send(new ProducerRecord<>(settings.deadTopic(), 2, null, bytes("old"))).get();
    }
    Pipeline<byte[]> pipeline = start(settings.withMaxDeliveries(1), 1, refuses("bad"));
    assertThat(figures(pipeline).endedBefore().orElseThrow().failed()).isEqualTo(1);
    for (int event = 0; event < 4; event++) {
      pipeline.publish(bytes("bad"));
    }
    pipeline.publish(bytes("good"));

    awaitEnded(pipeline, 5);
    assertThat(pipeline.totals()).isEqualTo(new Ledger(5, 1, 4, 0, 0, 0));
    assertThat(deadLetters(4)).as("in one partition, in their order").hasSize(4);
  }

  /** What two processes say of the same events is the same, whenever they have started. */
  @Test
  void shouldCountWhatHasEndedAsAllOthersDo() throws Exception {
    Pipeline<byte[]> early = start(1, refuses("bad"));
    early.publish(bytes("bad"));
    early.publish(bytes("good"));
    awaitEnded(early, 2);

    Pipeline<byte[]> late = start(1, refuses("bad"));
    assertThat(late.totals()).isEqualTo(Ledger.EMPTY);
    for (String each : List.of("good", "good", "bad")) {
      late.publish(bytes(each));
    }
    awaitEnded(early, 5);
    awaitEnded(late, 3);

    assertThat(endedOfAll(early)).isEqualTo(new EndedEvents(3, 2));
    assertThat(endedOfAll(late)).isEqualTo(new EndedEvents(3, 2));
  }

  private static EventHandler<byte[]> refuses(String bad) {
    return (payload, event) -> {
      if (text(payload).equals(bad)) {
        throw new IllegalStateException("no such account");
      }
    };
  }

  private static EndedEvents endedOfAll(Pipeline<?> pipeline) {
    return figures(pipeline).endedBefore().orElseThrow().plus(pipeline.totals());
  }

  @Test
  void shouldFindWhatEarlierRunsHaveLeft() throws Exception {
    Pipeline<byte[]> before = start(1, (payload, event) -> {});
    before.resizeTo(0);
    await("paused", () -> before.workers().effective() == 0);
    for (int i = 0; i < 7; i++) {
      before.publish(bytes("left"));
    }
    before.close();
    assertThat(before.publish(bytes("late"))).isEqualTo(PublishOutcome.CLOSED);

    Pipeline<byte[]> after = start(1, (payload, event) -> {});

    awaitEnded(after, 7);
    assertThat(figures(after).recovered()).isEqualTo(7);
    assertThat(after.totals()).isEqualTo(new Ledger(7, 7, 0, 0, 0, 0));
  }

  @Test
  void shouldRenewWhatTakesLongerThanTheLock() throws Exception {
    KafkaSettings shortLock =
        new KafkaSettings(
            settings.bootstrap(),
            settings.topic(),
            settings.group(),
            1,
            true,
            5,
            Optional.of(Duration.ofSeconds(1)));
    Map<String, Integer> handled = new ConcurrentHashMap<>();
    Pipeline<byte[]> pipeline =
        start(
            shortLock,
            2,
            (payload, event) -> {
              handled.merge(text(payload), 1, Integer::sum);
              TimeUnit.MILLISECONDS.sleep(2_500);
            });

    pipeline.publish(bytes("slow"));

    awaitEnded(pipeline, 1);
    assertThat(handled).containsExactly(Map.entry("slow", 1));
    assertThat(pipeline.totals()).isEqualTo(new Ledger(1, 1, 0, 0, 0, 0));
    assertThat(figures(pipeline).redelivered()).isZero();
  }

  @Test
  void shouldGiveTheEventOfAKilledWorkerToAnother() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch atIt = new CountDownLatch(1);
    Pipeline<byte[]> pipeline =
        start(
            1,
            (payload, event) -> {
              if (tries.incrementAndGet() == 1) {
                atIt.countDown();
                TimeUnit.MINUTES.sleep(1);
              }
            });
    pipeline.publish(bytes("x"));
    assertThat(atIt.await(20, TimeUnit.SECONDS)).isTrue();
    pipeline.allowFaults();

    pipeline.execute(new weir.core.link.Command.KillWorker(0), "test");

    awaitEnded(pipeline, 1);
    assertThat(tries).hasValue(2);
    assertThat(pipeline.totals().completed()).isEqualTo(1);
    assertThat(pipeline.workers().effective()).isEqualTo(1);
  }

  @Test
  void shouldGiveUpNothingThatNoHandlerHasSeen() throws Exception {
    int quick = 2_000;
    int slow = 240;
    Queue<String> handled = new ConcurrentLinkedQueue<>();
    Pipeline<byte[]> pipeline =
        start(
            3,
            (payload, event) -> {
              if (text(payload).startsWith("slow")) {
                TimeUnit.MILLISECONDS.sleep(25);
              }
              handled.add(text(payload));
            });
    publishAll(pipeline, "quick", quick);
    awaitEnded(pipeline, quick);

    // Workers take many at once by now, and give back what they don't come to.
    publishAll(pipeline, "slow", slow);

    awaitEnded(pipeline, quick + slow);
    assertThat(pipeline.totals()).isEqualTo(new Ledger(quick + slow, quick + slow, 0, 0, 0, 0));
    assertThat(handled).hasSize(quick + slow).doesNotHaveDuplicates();
    // What a client that left had fetched, and nobody had taken from it, was delivered as well.
    assertThat(figures(pipeline).deadLetters()).isZero();
  }

  private static void publishAll(Pipeline<byte[]> pipeline, String what, int events)
      throws InterruptedException {
    CountDownLatch accepted = new CountDownLatch(events);
    for (int i = 0; i < events; i++) {
      pipeline.publish(
          bytes(what + i),
          Journal.ON_ACCEPTANCE,
          outcome -> {
            if (outcome == PublishOutcome.ACCEPTED) {
              accepted.countDown();
            }
          });
    }
    assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldLeaveToOthersWhatItsWorkersAreNotAt() throws Exception {
    CountDownLatch atIt = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    Pipeline<byte[]> pipeline =
        start(
            1,
            (payload, event) -> {
              atIt.countDown();
              gate.await();
            });
    for (int i = 0; i < 5; i++) {
      assertThat(pipeline.publish(bytes("x"))).isEqualTo(PublishOutcome.ACCEPTED);
    }
    assertThat(atIt.await(20, TimeUnit.SECONDS)).isTrue();
    Thread opener =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (pipeline.workers().requested() > 0) {
                    Thread.onSpinWait();
                  }
                  gate.countDown();
                });

    DrainReport report = pipeline.drain(Duration.ofSeconds(30));

    opener.join();
    assertThat(report.left()).isEqualTo(4);
    assertThat(report.ledger().completed()).isEqualTo(1);
    assertThat(pipeline.publish(bytes("late"))).isEqualTo(PublishOutcome.CLOSED);
    Pipeline<byte[]> next = start(1, (payload, event) -> {});
    awaitEnded(next, 4);
    assertThat(figures(next).redelivered()).isLessThanOrEqualTo(4);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be stopped for a while")
  void shouldAcceptEventsAsSoonAsTheBrokerAnswersAgain() throws Exception {
    Pipeline<byte[]> pipeline = start(1, (payload, event) -> {});
    CompletableFuture<PublishOutcome> waiting = new CompletableFuture<>();
    CompletableFuture<PublishOutcome> next = new CompletableFuture<>();
    BROKER.signal("STOP");
    try {
      pipeline.publish(
          bytes("waits"),
          Journal.ON_ACCEPTANCE,
          outcome -> {
            waiting.complete(outcome);
            pipeline.publish(bytes("next"), Journal.ON_ACCEPTANCE, next::complete);
          });
      await("the looks fail", () -> figures(pipeline).trouble().isPresent());
      assertThat(pipeline.publish(bytes("no"))).isEqualTo(PublishOutcome.JOURNAL_UNAVAILABLE);
    } finally {
      BROKER.signal("CONT");
    }

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(PublishOutcome.ACCEPTED);
    assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(PublishOutcome.ACCEPTED);
    awaitEnded(pipeline, 2);
    assertThat(pipeline.totals()).isEqualTo(new Ledger(2, 2, 0, 1, 0, 0));
  }
}
