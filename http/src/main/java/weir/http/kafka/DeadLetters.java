package weir.http.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Keeps events that were given up, in a topic beside theirs: key, value and headers as they were,
 * with headers that say why, from where, when, and after how many deliveries. Thread-safe.
 */
final class DeadLetters implements AutoCloseable {

  static final String WHY = "weir-dead-why";
  static final String FROM = "weir-dead-from";
  static final String WHEN = "weir-dead-when";
  static final String DELIVERIES = "weir-dead-deliveries";

  /** All go to one, in the order in which they come. */
  private static final int PARTITION = 0;

  /** What a letter has more than its event, at most. */
  static final int MOST_ADDED_BYTES = 4 << 10;

  /** Three bytes each, at most. */
  private static final int MOST_WHY_LENGTH = 1_000;

  private static final String TOO_LARGE =
      "it was given up, and is too large for this topic: it stays where it was for as long as its"
          + " topic keeps records";

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaSettings settings;
  private final FaultLog letters =
      new FaultLog(LoggerFactory.getLogger(DeadLetters.class), Duration.ofSeconds(1));
  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(DeadLetters.class), Duration.ofSeconds(10));

  /** Made for the first letter, under the lock of this; null before. */
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Keeps a record. Waits for the broker, for some seconds at most.
   *
   * @param record the event's
   * @param why it was given up, in a sentence
   * @param delivery how often it has been given to a worker
   * @return whether it is kept; if not, somebody has to try again
   * @throws InterruptedException if the calling thread is interrupted; nobody knows whether it is
   *     kept
   */
  boolean keep(ConsumerRecord<byte[], byte[]> record, String why, int delivery)
      throws InterruptedException {
    String from = record.topic() + "-" + record.partition() + "@" + record.offset();
    List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
    headers.add(header(WHY, why.substring(0, Math.min(why.length(), MOST_WHY_LENGTH))));
    headers.add(header(FROM, from));
    headers.add(header(WHEN, Instant.now().toString()));
    headers.add(header(DELIVERIES, Integer.toString(delivery)));
    try {
      try {
        send(record.key(), record.value(), headers);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RecordTooLargeException)) {
          throw e;
        }
        // Of a topic that takes more than this one: a letter that can't be written holds up all.
        send(null, null, List.of(header(WHY, TOO_LARGE), header(FROM, from)));
      }
      letters.report(
          () -> "Event " + from + " is a dead letter in " + settings.deadTopic() + ": " + why);
      return true;
    } catch (ExecutionException | KafkaException e) {
      faults.report(
          () ->
              "Event "
                  + from
                  + " could not be kept in "
                  + settings.deadTopic()
                  + ", and its worker goes on trying: "
                  + KafkaFaults.sentence(settings, e));
      return false;
    }
  }

  private void send(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers)
      throws ExecutionException, InterruptedException {
    producer()
        .send(new ProducerRecord<>(settings.deadTopic(), PARTITION, null, key, value, headers))
        .get();
  }

  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> present = producer;
    if (present == null) {
      present =
          new KafkaProducer<>(
              ClientProperties.deadLetters(settings),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = present;
    }
    return present;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }
}
