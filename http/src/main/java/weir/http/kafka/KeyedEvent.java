package weir.http.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import weir.core.pipeline.PayloadKey;

/** An event in the ring or in a worker's hands. Not thread-safe: the ring says whose it is. */
final class KeyedEvent {

  private @Nullable ConsumerRecord<byte[], byte[]> record;
  private @Nullable PartitionShare share;
  private long key;

  void fill(ConsumerRecord<byte[], byte[]> taken, PartitionShare from) {
    record = taken;
    share = from;
    key = keyOf(taken);
  }

  /** The same key is never in two partitions. */
  private static long keyOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] bytes = record.key();
    if (bytes == null) {
      return PayloadKey.hashOfNone(record.offset()) ^ record.partition();
    }
    return PayloadKey.hash(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  boolean moveTo(KeyedEvent target) {
    target.record = record;
    target.share = share;
    target.key = key;
    clear();
    return true;
  }

  ConsumerRecord<byte[], byte[]> record() {
    ConsumerRecord<byte[], byte[]> present = record;
    if (present == null) {
      throw new IllegalStateException("there is no event in it");
    }
    return present;
  }

  PartitionShare share() {
    PartitionShare present = share;
    if (present == null) {
      throw new IllegalStateException("there is no event in it");
    }
    return present;
  }

  long key() {
    return key;
  }

  void clear() {
    record = null;
    share = null;
  }
}
