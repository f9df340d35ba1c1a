package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import weir.core.journal.JournalException;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

/** What can't be had of a broker is said in a sentence, and what it refuses is refused. */
@Timeout(60)
class KafkaRefusalsTest {

  private static final BrokerProcess BROKER = BrokerProcess.shared();

  private KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());

  @BeforeEach
  void haveATopicOfItsOwn(TestInfo test) {
    settings = BROKER.settings(test.getTestMethod().orElseThrow().getName());
  }

  private Pipeline<byte[]> start() throws JournalException {
    return Pipeline.start(
        PipelineSettings.defaults().withWorkers(1, 1),
        "test",
        context -> (payload, event) -> {},
        KafkaJournal.opener(settings, PayloadFormat.BYTES));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRefuseWhatIsTooLargeAndGoOn() throws Exception {
    try (Pipeline<byte[]> pipeline = start()) {
      // A little less would do for the topic, and not for a dead letter that says why.
      assertThat(pipeline.publish(new byte[(1 << 20) - 4_096])).isEqualTo(PublishOutcome.TOO_LARGE);
      assertThat(pipeline.publish(new byte[1_000_000])).isEqualTo(PublishOutcome.ACCEPTED);

      assertThat(pipeline.rejected(PublishOutcome.TOO_LARGE)).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseWhatItsTopicDoesNotTake() throws Exception {
    try (Admin admin = BROKER.admin()) {
      NewTopic small =
          new NewTopic(settings.topic(), 1, (short) 1).configs(Map.of("max.message.bytes", "2000"));
      admin.createTopics(List.of(small)).all().get();
    }
    try (Pipeline<byte[]> pipeline = start()) {
      assertThat(pipeline.publish(new byte[3_000])).isEqualTo(PublishOutcome.TOO_LARGE);
      assertThat(pipeline.publish(bytes("small"))).isEqualTo(PublishOutcome.ACCEPTED);

      assertThat(pipeline.rejected(PublishOutcome.TOO_LARGE)).isEqualTo(1);
    }
  }

  @Test
  void shouldKnowThatAnEventWasNotSent() throws Exception {
    KafkaGroup.open(settings, false).close();
    EventProducer producer = EventProducer.open(settings);
    Queue<PublishOutcome> outcomes = new ConcurrentLinkedQueue<>();
    producer.close();

    producer.send(bytes("x"), null, System.nanoTime(), outcomes::add);

    assertThat(outcomes).containsExactly(PublishOutcome.JOURNAL_UNAVAILABLE);
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThatThrownBy(() -> KafkaGroup.open(KafkaSettings.of("no-such-host.invalid:9092"), false))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("no Kafka broker answers at no-such-host.invalid:9092: start one");
    KafkaSettings missing =
        new KafkaSettings(BROKER.bootstrap(), "missing", "g", 1, false, 5, Optional.empty());
    assertThatThrownBy(() -> KafkaGroup.open(missing, false))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("there is no topic missing at " + BROKER.bootstrap());
    KafkaSettings patient =
        new KafkaSettings(
            BROKER.bootstrap(), "patient", "g", 1, true, 12, Optional.of(Duration.ofHours(2)));
    assertThatThrownBy(() -> KafkaGroup.open(patient, false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("does not let group g have its settings");
  }

  /** The same name is in snapshots, and those take no other. */
  @Test
  void shouldRefuseAGroupThatNoSnapshotCanName() {
    assertThat(settings.withGroup("g".repeat(64)).group()).hasSize(64);
    for (String name : List.of("g".repeat(65), " ", "a\nb")) {
      assertThatThrownBy(() -> settings.withGroup(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("group: ");
    }
  }

  @Test
  void shouldKeepEventsForEver() throws Exception {
    try (KafkaGroup group = KafkaGroup.open(settings, true)) {
      assertThat(KafkaWarnings.of(group)).isEmpty();
    }
  }

  @Test
  void shouldWarnOfATopicThatDeletesEvents() throws Exception {
    try (Admin admin = BROKER.admin()) {
      NewTopic kept =
          new NewTopic(settings.topic(), 1, (short) 1).configs(Map.of("retention.ms", "60000"));
      admin.createTopics(List.of(kept)).all().get();
    }
    try (KafkaGroup group = KafkaGroup.open(settings, false)) {
      assertThat(KafkaWarnings.of(group))
          .singleElement()
          .asString()
          .startsWith("Topic " + settings.topic() + " deletes")
          .contains("(retention.ms=60000)", "retention.ms=-1,retention.bytes=-1");
    }
  }

  /** Its broker may have forgotten what had ended. */
  @Test
  void shouldSayThatAnOrderedGroupBeginsWithTheFirstEvent() throws Exception {
    try (Pipeline<byte[]> other = start()) {
      assertThat(other.publish(bytes("old"))).isEqualTo(PublishOutcome.ACCEPTED);
    }
    try (KafkaGroup group = KafkaGroup.open(settings.withGroup("forgotten"), true)) {
      assertThat(KafkaWarnings.of(group))
          .singleElement()
          .asString()
          .startsWith("Group forgotten has ended nothing yet")
          .contains("all 1 events", "offsets.retention.minutes");
    }
  }

  @Test
  void shouldNotJoinAGroupOfAnotherKind() throws Exception {
    try (KafkaConsumer<byte[], byte[]> other =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BROKER.bootstrap(), "group.id", settings.group()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      KafkaGroup.open(settings.withGroup("another"), false).close();
      TopicPartition partition = new TopicPartition(settings.topic(), 0);
      other.assign(List.of(partition));
      other.commitSync(Map.of(partition, new OffsetAndMetadata(0)));

      assertThatThrownBy(() -> KafkaGroup.open(settings, false))
          .isInstanceOf(JournalException.class)
          .hasMessage(
              "group "
                  + settings.group()
                  + " at "
                  + BROKER.bootstrap()
                  + " is of another kind, as one that takes events in order by key is no share group: name"
                  + " another with --group, or give all its processes the same --order-by-key");
    }
  }

  @Test
  void shouldSayThatATopicIsNotTaken() throws Exception {
    KafkaGroup.open(settings.withTopic("a.b"), false).close();

    assertThatThrownBy(() -> KafkaGroup.open(settings.withTopic("a_b"), false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("does not take topic a_b")
        .hasMessageContaining("a.b")
        .hasMessageEndingWith("name another with --topic");
  }
}
