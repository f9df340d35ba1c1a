package weir.core.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How an event stands in a segment, little-endian, from a multiple of 8 on:
 *
 * <pre>
 *  0  int   tag and length of the payload; written last, and never 0
 *  4  int   index: how many events of the segment are before it
 *  8  long  when it was accepted, in microseconds since 1970
 * 16  int   checksum of bytes 0 to 15
 * 20  int   checksum of the payload and bytes 0 to 15
 * 24        payload, and zeros up to a multiple of 8
 * </pre>
 *
 * Checksums are CRC-32C, with the segment's salt: a payload that contains a frame is not taken for
 * one when what is around it is damaged. The head has one of its own, so that a damaged payload is
 * known by its event, and a search never reads far for a length that is none.
 */
final class Frame {

  static final int HEAD_BYTES = 24;
  static final int CHECKED_HEAD_BYTES = 16;
  static final int ALIGNMENT = 8;

  static final int INDEX_AT = 4;
  static final int TIME_AT = 8;
  static final int HEAD_CHECKSUM_AT = 16;
  static final int PAYLOAD_CHECKSUM_AT = 20;

  private static final int TAG = 0x5000_0000;
  private static final int TAG_MASK = 0xF000_0000;

  private Frame() {}

  static int bytes(int payloadBytes) {
    return (HEAD_BYTES + payloadBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  static int maxPayloadBytes(int segmentBytes) {
    return Math.min(segmentBytes / 4, ~TAG_MASK);
  }

  static int word(int payloadBytes) {
    return TAG | payloadBytes;
  }

  static boolean isTagged(int word) {
    return (word & TAG_MASK) == TAG;
  }

  static int payloadBytes(int word) {
    return word & ~TAG_MASK;
  }

  /** The checksum of a payload, to be gone on with by {@link #checksum}. */
  static CRC32C begin(byte[] payload) {
    CRC32C checksum = new CRC32C();
    checksum.update(payload, 0, payload.length);
    return checksum;
  }

  /** Goes on with the checked part of the head. */
  static int checksum(CRC32C begun, byte[] array, int at, int salt) {
    begun.update(array, at, CHECKED_HEAD_BYTES);
    return (int) begun.getValue() ^ salt;
  }

  /** A buffer in which a head can be put together. */
  static ByteBuffer head() {
    return ByteBuffer.allocate(CHECKED_HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether a head's own checksum holds; the array has it from {@code at} on. */
  static boolean isHead(ByteBuffer bytes, int at, int salt) {
    return checksum(new CRC32C(), bytes.array(), bytes.arrayOffset() + at, salt)
        == bytes.getInt(at + HEAD_CHECKSUM_AT);
  }

  /** Whether the payload of such a head is as it was written. */
  static boolean isPayload(ByteBuffer bytes, int at, int payloadBytes, int salt) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.array(), bytes.arrayOffset() + at + HEAD_BYTES, payloadBytes);
    return checksum(checksum, bytes.array(), bytes.arrayOffset() + at, salt)
        == bytes.getInt(at + PAYLOAD_CHECKSUM_AT);
  }
}
