package weir.http.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What Kafka's clients are told. */
final class ClientProperties {

  /** After how long nobody knows whether an event was accepted. */
  static final int DELIVERY_TIMEOUT_MILLIS = 15_000;

  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

  /** Events on their way to the broker, which a broker that is slow lets grow. */
  private static final long PRODUCER_BYTES = 16L << 20;

  /** A record of a batch is sent with all others of it, once for each worker that takes of it. */
  private static final int BATCH_BYTES = 8 << 10;

  private static final int FETCH_BYTES = 1 << 20;

  /** What a member is given at once, at most. */
  static final int POLLED_RECORDS = 500;

  /** As soon as brokers let a member be taken for dead, if they are not told otherwise. */
  private static final int SESSION_MILLIS = 6_000;

  /** How long a member takes to learn that partitions move. */
  private static final int HEARTBEAT_MILLIS = 500;

  /** What brokers take at most in one record, unless they are told otherwise. */
  private static final int LARGEST_LETTER_BYTES = 1 << 20;

  /** An event may become a dead letter, which says more. */
  private static final int LARGEST_EVENT_BYTES =
      LARGEST_LETTER_BYTES - DeadLetters.MOST_ADDED_BYTES;

  private ClientProperties() {}

  /** Of all clients. */
  private static Map<String, Object> common(KafkaSettings settings, String client) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId(client));
    // No beans, and nothing told to the broker.
    properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    properties.put("enable.metrics.push", false);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    return properties;
  }

  /** What the broker knows a client by: the process, and what the client is in it. */
  private static String clientId(String client) {
    return "weir-" + ProcessHandle.current().pid() + "-" + client;
  }

  /** Asks and sets; gives up on a broker after some seconds. */
  static Map<String, Object> admin(KafkaSettings settings, int timeoutMillis) {
    Map<String, Object> properties = common(settings, "admin");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.min(timeoutMillis, REQUEST_TIMEOUT_MILLIS));
    return properties;
  }

  /** Publishes events: never waits for room, nor for where to send. */
  static Map<String, Object> publisher(KafkaSettings settings) {
    Map<String, Object> properties = producer(settings, "publisher");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BYTES);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_EVENT_BYTES);
    return properties;
  }

  /** Sends a few records, and may wait. */
  static Map<String, Object> deadLetters(KafkaSettings settings) {
    Map<String, Object> properties = producer(settings, "dead-letters");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_LETTER_BYTES);
    return properties;
  }

  private static Map<String, Object> producer(KafkaSettings settings, String client) {
    Map<String, Object> properties = common(settings, client);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    // Else the first event after five quiet minutes would have to wait for where to send it.
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.MAX_VALUE / 2);
    return properties;
  }

  /** Takes events in the order of their partitions, as a member of a consumer group. */
  static Map<String, Object> member(KafkaSettings settings) {
    Map<String, Object> properties = common(settings, "member");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Partitions that stay where they are go on being handled while others move.
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    return properties;
  }

  /**
   * Takes events of the share group.
   *
   * @param worker what the worker is called
   * @param records how many it takes at once, at most
   */
  static Map<String, Object> worker(KafkaSettings settings, String worker, int records) {
    Map<String, Object> properties = common(settings, worker);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    return properties;
  }
}
