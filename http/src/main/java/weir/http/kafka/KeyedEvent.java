package weir.http.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import weir.core.pipeline.PayloadKey;

/**
 * An event that is handled in order with those of its key.
 *
 * @param record as it was taken
 * @param share of its partition
 */
record KeyedEvent(ConsumerRecord<byte[], byte[]> record, PartitionShare share) {

  /** A number in the place of its key, which is never in two partitions. */
  long key() {
    byte[] key = record.key();
    return key == null
        ? PayloadKey.hashOfNone(record.offset()) ^ record.partition()
        : PayloadKey.hash(new String(key, StandardCharsets.ISO_8859_1));
  }
}
