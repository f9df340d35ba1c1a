package weir.http.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of its event beside the payload, in a header of 17 bytes.
 *
 * @param intendedMicros when it should have arrived, in microseconds since 1970 UTC on the wall
 *     clock
 * @param acceptedMicros when it was offered, on the same clock
 */
record EventHeader(long intendedMicros, long acceptedMicros) {

  /** Name of the header. */
  static final String NAME = "weir-event";

  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 2 * Long.BYTES;

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .put(VERSION)
        .putLong(intendedMicros)
        .putLong(acceptedMicros)
        .array();
  }

  /**
   * Reads the header of a record.
   *
   * @return null if there is none, or one that this program can't read: the record is not of Weir,
   *     or of another version
   */
  static @Nullable EventHeader of(Headers headers) {
    Header header = headers.lastHeader(NAME);
    byte[] value = header == null ? null : header.value();
    if (value == null || value.length != BYTES || value[0] != VERSION) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value, 1, BYTES - 1);
    long intendedMicros = bytes.getLong();
    long acceptedMicros = bytes.getLong();
    return intendedMicros < 0 || acceptedMicros < intendedMicros
        ? null
        : new EventHeader(intendedMicros, acceptedMicros);
  }
}
