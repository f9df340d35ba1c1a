package weir.http.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.journal.JournalException;
import weir.http.time.Deadline;

/**
 * The topics and the share group of a journal, looked at and made ready once. Thread-safe, as the
 * client is.
 */
final class KafkaGroup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaGroup.class);
  private static final String FEATURE = "share.version";
  private static final int NEEDED_LEVEL = 1;
  private static final String DELIVERY_LIMIT = "share.delivery.count.limit";

  /** Of topics: else events that nobody has handled in time are deleted, a week by default. */
  static final Map<String, String> ENDLESS =
      Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1");

  /** A broker that has just started takes its time. */
  static final int TIMEOUT_MILLIS = 10_000;

  private static final int ASK_AGAIN_MILLIS = 20;

  /** After so long without an answer the broker counts as gone. */
  static final int LOOK_TIMEOUT_MILLIS = 3_000;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final Admin admin;
  private final boolean ordered;

  /** Set while it is opened. */
  private int brokerDeliveries;

  private KafkaGroup(KafkaSettings settings, Admin admin, boolean ordered) {
    this.ordered = ordered;
    this.settings = settings;
    this.admin = admin;
  }

  /**
   * Connects, and makes what is missing: topics, and settings of the group without which events
   * would be passed over or dropped.
   *
   * @param settings what to look for
   * @param ordered whether the group is a consumer group, that takes events in order
   * @return the group, to be closed
   * @throws JournalException if it can't be used; the message says why and what to do
   */
  static KafkaGroup open(KafkaSettings settings, boolean ordered) throws JournalException {
    Admin admin;
    try {
      admin = Admin.create(ClientProperties.admin(settings, TIMEOUT_MILLIS));
    } catch (KafkaException e) {
      throw new JournalException(KafkaFaults.noBroker(settings), e);
    }
    KafkaGroup group = new KafkaGroup(settings, admin, ordered);
    try {
      if (!ordered) {
        group.requireShareGroups();
      }
      group.ensureTopic(settings.topic(), settings.partitions());
      group.ensureTopic(settings.deadTopic(), 1);
      if (ordered) {
        group.requireNoShareGroup();
      } else {
        group.requireShareGroup();
        group.configure();
        group.initialize();
      }
      return group;
    } catch (ExecutionException | KafkaException e) {
      group.close();
      throw new JournalException(whyNot(settings, e), e);
    } catch (JournalException e) {
      group.close();
      throw e;
    } catch (InterruptedException e) {
      group.close();
      Thread.currentThread().interrupt();
      throw new JournalException("interrupted while connecting to " + settings.bootstrap(), e);
    }
  }

  private static String whyNot(KafkaSettings settings, Exception fault) {
    return KafkaFaults.isSilence(fault) && settings.isListenedAt()
        ? KafkaFaults.noAnswer(settings)
        : KafkaFaults.sentence(settings, fault);
  }

  KafkaSettings settings() {
    return settings;
  }

  /** Whether it is a consumer group, that takes events in order. */
  boolean isOrdered() {
    return ordered;
  }

  /** After how many deliveries the broker drops an event. */
  int brokerDeliveries() {
    return brokerDeliveries;
  }

  Admin admin() {
    return admin;
  }

  /**
   * Of the topics of a group.
   *
   * @param events where events are
   * @param letters where dead letters are: who made the topic may have given it more than one
   */
  record Partitions(Set<TopicPartition> events, Set<TopicPartition> letters) {}

  /**
   * Where events and letters are now: partitions can be added.
   *
   * @throws ExecutionException if the broker does not say
   */
  Partitions partitions() throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> topics =
        admin.describeTopics(List.of(settings.topic(), settings.deadTopic())).allTopicNames().get();
    return new Partitions(
        partitions(topics.get(settings.topic())), partitions(topics.get(settings.deadTopic())));
  }

  private static Set<TopicPartition> partitions(@Nullable TopicDescription topic) {
    Set<TopicPartition> partitions = new HashSet<>();
    if (topic != null) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    return partitions;
  }

  private void requireShareGroups()
      throws JournalException, ExecutionException, InterruptedException {
    FeatureMetadata features = admin.describeFeatures().featureMetadata().get();
    FinalizedVersionRange level = features.finalizedFeatures().get(FEATURE);
    if (level != null && level.maxVersionLevel() >= NEEDED_LEVEL) {
      return;
    }
    SupportedVersionRange possible = features.supportedFeatures().get(FEATURE);
    String present = level == null ? "none" : Short.toString(level.maxVersionLevel());
    if (possible == null || possible.maxVersion() < NEEDED_LEVEL) {
      throw new JournalException(
          "the Kafka broker at "
              + settings.bootstrap()
              + " knows no share groups (feature "
              + FEATURE
              + ": it can have "
              + (possible == null ? "none" : Short.toString(possible.maxVersion()))
              + ", and "
              + NEEDED_LEVEL
              + " is needed): take Kafka 4.2 or newer");
    }
    throw new JournalException(
        "the Kafka broker at "
            + settings.bootstrap()
            + " has share groups turned off (feature "
            + FEATURE
            + ": it has "
            + present
            + ", and "
            + NEEDED_LEVEL
            + " is needed): 'kafka-features.sh --bootstrap-server "
            + settings.bootstrap()
            + " upgrade --feature "
            + FEATURE
            + "="
            + NEEDED_LEVEL
            + "' turns them on");
  }

  /** Who joins a group of another kind is told so as a worker only, again and again. */
  private void requireShareGroup()
      throws JournalException, ExecutionException, InterruptedException {
    try {
      admin.describeShareGroups(List.of(settings.group())).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
      if (isOfAnotherKind()) {
        throw new JournalException(KafkaFaults.otherGroup(settings), e);
      }
    }
  }

  /** The same of who takes events in order. A broker too old for share groups has none. */
  private void requireNoShareGroup()
      throws JournalException, ExecutionException, InterruptedException {
    try {
      ShareGroupDescription other =
          admin.describeShareGroups(List.of(settings.group())).all().get().get(settings.group());
      if (other != null && other.groupState() != GroupState.DEAD) {
        throw new JournalException(KafkaFaults.otherGroup(settings));
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)
          && !(e.getCause() instanceof UnsupportedVersionException)) {
        throw e;
      }
    }
  }

  private boolean isOfAnotherKind() throws ExecutionException, InterruptedException {
    try {
      ConsumerGroupDescription other =
          admin.describeConsumerGroups(List.of(settings.group())).all().get().get(settings.group());
      return other != null && other.groupState() != GroupState.DEAD;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /** What is left of a partition, given its end. */
  @FunctionalInterface
  interface Left {
    long below(long end);
  }

  /**
   * What the group has left of each partition; nothing of those that it has not begun.
   *
   * @param timeoutMillis how long to wait for the broker
   */
  Map<TopicPartition, Left> left(int timeoutMillis)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Left> left = new HashMap<>();
    if (!ordered) {
      offsets(timeoutMillis)
          .forEach(
              (partition, info) ->
                  left.put(
                      partition,
                      end -> info.lag().orElseGet(() -> Math.max(0, end - info.startOffset()))));
      return left;
    }
    admin
        .listConsumerGroupOffsets(
            settings.group(), new ListConsumerGroupOffsetsOptions().timeoutMs(timeoutMillis))
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach(
            (partition, committed) -> {
              if (committed != null && partition.topic().equals(settings.topic())) {
                left.put(partition, EndedOffsets.read(committed)::leftBelow);
              }
            });
    return left;
  }

  private void ensureTopic(String name, int partitions)
      throws JournalException, ExecutionException, InterruptedException {
    try {
      admin.describeTopics(List.of(name)).allTopicNames().get();
      return;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    if (!settings.createTopic()) {
      throw new JournalException(
          "there is no topic "
              + name
              + " at "
              + settings.bootstrap()
              + ": make it, or let it be made (--create-topic true)");
    }
    try {
      // As many copies as the broker makes of any topic.
      NewTopic topic =
          new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(ENDLESS);
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      // Another process may have been quicker.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    onceKnown(() -> admin.describeTopics(List.of(name)).allTopicNames().get());
  }

  /** What is asked of a broker. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  /**
   * Asks again, for a while, whoever does not know a topic: one that has been made just now is not
   * known to each broker at once.
   */
  static <T> T onceKnown(Question<T> question) throws ExecutionException, InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofMillis(TIMEOUT_MILLIS));
    while (true) {
      try {
        return question.ask();
      } catch (ExecutionException e) {
        if (!(KafkaFaults.cause(e) instanceof UnknownTopicOrPartitionException)
            || deadline.isOver()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
      }
    }
  }

  private void configure() throws JournalException, ExecutionException, InterruptedException {
    try {
      // What a worker gives back unseen is a delivery as well: the more of them the better.
      brokerDeliveries = KafkaSettings.MOST_BROKER_DELIVERIES;
      alter(changes(brokerDeliveries)).get();
    } catch (ExecutionException e) {
      if (!KafkaFaults.isRefusedSetting(e)) {
        throw e;
      }
      // Another process of the group may need more.
      brokerDeliveries = Math.max(settings.neededDeliveries(), presentDeliveries());
      configureWithFewest();
    }
  }

  /** What the group has been given already; 0 if nobody says. */
  private int presentDeliveries() throws InterruptedException {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
    try {
      Config present = admin.describeConfigs(List.of(group)).all().get().get(group);
      ConfigEntry limit = present == null ? null : present.get(DELIVERY_LIMIT);
      return limit == null || limit.value() == null ? 0 : Integer.parseInt(limit.value());
    } catch (ExecutionException | NumberFormatException e) {
      LOG.debug("The group's present limit of deliveries is not known", e);
      return 0;
    }
  }

  private void configureWithFewest()
      throws JournalException, ExecutionException, InterruptedException {
    try {
      alter(changes(brokerDeliveries)).get();
    } catch (ExecutionException e) {
      if (!KafkaFaults.isRefusedSetting(e)) {
        throw e;
      }
      throw new JournalException(
          "the Kafka broker at "
              + settings.bootstrap()
              + " does not let group "
              + settings.group()
              + " have its settings ("
              + KafkaFaults.cause(e).getMessage()
              + "; twice --max-deliveries are asked for): choose fewer, or ask its owner",
          e);
    }
  }

  private List<AlterConfigOp> changes(int deliveries) {
    List<AlterConfigOp> changes = new ArrayList<>();
    // Else what was accepted before the first worker came is passed over.
    set(changes, "share.auto.offset.reset", "earliest");
    // New workers get their share at once, and not a second and a heartbeat later.
    set(changes, "share.assignment.interval.ms", "0");
    set(changes, "share.assignor.offload.enable", "false");
    set(changes, "share.renew.acknowledge.enable", "true");
    settings
        .lock()
        .ifPresent(
            lock -> set(changes, "share.record.lock.duration.ms", Long.toString(lock.toMillis())));
    set(changes, DELIVERY_LIMIT, Integer.toString(deliveries));
    return changes;
  }

  /**
   * Lets the group begin with the oldest event, if it has not begun. It would by itself, and its
   * first worker would have to wait for a heartbeat, five seconds, to be told.
   */
  private void initialize() throws ExecutionException, InterruptedException {
    Set<TopicPartition> partitions = onceKnown(this::partitions).events();
    Set<TopicPartition> begun = offsets(TIMEOUT_MILLIS).keySet();
    if (!begun.containsAll(partitions)) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      partitions.forEach(partition -> wanted.put(partition, OffsetSpec.earliest()));
      Map<TopicPartition, Long> starts = new HashMap<>();
      onceKnown(() -> admin.listOffsets(wanted).all().get())
          .forEach((partition, info) -> starts.put(partition, info.offset()));
      starts.keySet().removeAll(begun);
      try {
        admin.alterShareGroupOffsets(settings.group(), starts).all().get();
      } catch (ExecutionException e) {
        // A worker of another process has been quicker, or may what this one may not.
        LOG.debug("The group begins by itself", e);
      }
    }
  }

  /** What the group's coordinator knows; nothing of partitions that the group has not begun. */
  Map<TopicPartition, SharePartitionOffsetInfo> offsets(int timeoutMillis)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, SharePartitionOffsetInfo> begun = new HashMap<>();
    try {
      admin
          .listShareGroupOffsets(
              Map.of(settings.group(), new ListShareGroupOffsetsSpec()),
              new ListShareGroupOffsetsOptions().timeoutMs(timeoutMillis))
          .partitionsToOffsetInfo(settings.group())
          .get()
          .forEach(
              (partition, info) -> {
                if (info != null && partition.topic().equals(settings.topic())) {
                  begun.put(partition, info);
                }
              });
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    return begun;
  }

  private KafkaFuture<Void> alter(List<AlterConfigOp> changes) {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
    return admin.incrementalAlterConfigs(Map.of(group, changes)).all();
  }

  private static void set(List<AlterConfigOp> changes, String name, String value) {
    changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
