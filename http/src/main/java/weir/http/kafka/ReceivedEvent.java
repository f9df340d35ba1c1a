package weir.http.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event as a worker gets it. Immutable, but for its payload. */
final class ReceivedEvent {

  /** Numbers of so many partitions do not meet. */
  private static final int MOST_PARTITIONS = 1 << 14;

  private final byte[] payload;
  private final long number;
  private final long intendedNanos;
  private final long acceptedNanos;
  private final boolean foreign;

  private ReceivedEvent(
      byte[] payload, long number, long intendedNanos, long acceptedNanos, boolean foreign) {
    this.payload = payload;
    this.number = number;
    this.intendedNanos = intendedNanos;
    this.acceptedNanos = acceptedNanos;
    this.foreign = foreign;
  }

  /**
   * Reads a record that has a value.
   *
   * @param record from the topic
   */
  static ReceivedEvent of(ConsumerRecord<byte[], byte[]> record) {
    EventHeader header = EventHeader.of(record.headers());
    long timestampMicros = Math.max(0, record.timestamp()) * 1_000;
    long acceptedNanos =
        WallClock.toNanoTime(header == null ? timestampMicros : header.acceptedMicros());
    return new ReceivedEvent(
        record.value(),
        record.offset() * MOST_PARTITIONS + record.partition(),
        header == null ? acceptedNanos : WallClock.toNanoTime(header.intendedMicros()),
        acceptedNanos,
        header == null);
  }

  /** How often a record has been given to a worker, this time included. */
  static int delivery(ConsumerRecord<byte[], byte[]> record) {
    return record.deliveryCount().map(Short::intValue).orElse(1);
  }

  /** What was published: the event's own. */
  byte[] payload() {
    return payload;
  }

  /** Another for each event of the topic, 0 or more. */
  long number() {
    return number;
  }

  /** When it should have arrived, on {@link System#nanoTime()} of this process. */
  long intendedNanos() {
    return intendedNanos;
  }

  /** When it was offered, on the same clock. */
  long acceptedNanos() {
    return acceptedNanos;
  }

  /** Whether Weir has not written it: its times are those of its record. */
  boolean isForeign() {
    return foreign;
  }
}
