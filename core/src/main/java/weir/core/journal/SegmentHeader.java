package weir.core.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What both files of a segment begin with. The file of events has it twice, and that of ends once
 * more, as without it no event can be told from other bytes. Little-endian:
 *
 * <pre>
 *  0  long  magic       8  int  version      12  int  CRC-32C of all the rest
 * 16  long  number     24  int  salt         28  int  length of the file of events
 * </pre>
 *
 * Behind it, the file of ends has its {@link ForcedMark} and then a byte for each event.
 *
 * @param number of the segment; those of one journal have no gaps
 * @param salt of the checksums of its events
 * @param eventsBytes length of the file of events
 */
record SegmentHeader(long number, int salt, int eventsBytes) {

  static final int BYTES = 64;

  /** In the file of events: where the second copy is, and where events begin. */
  static final int SECOND_AT = 64;

  static final int EVENTS_AT = 128;

  /** In the file of ends. */
  static final int MARK_AT = 64;

  static final int ENDS_AT = 128;

  /** Low bits of an id. A segment of 2 GiB has fewer events. */
  static final int INDEX_BITS = 27;

  static final long MAX_NUMBER = (1L << (63 - INDEX_BITS)) - 1;

  private static final int VERSION = 1;
  private static final byte[] MAGIC = "WEIRJRNL".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_AT = 8;
  private static final int CHECKSUM_AT = 12;
  private static final int NUMBER_AT = 16;
  private static final int SALT_AT = 24;
  private static final int EVENTS_BYTES_AT = 28;

  static int maxEntries(int eventsBytes) {
    return (eventsBytes - EVENTS_AT) / Frame.HEAD_BYTES;
  }

  static int endsBytes(int eventsBytes) {
    return (ENDS_AT + maxEntries(eventsBytes) + 7) & -8;
  }

  /** What both files of a segment take. */
  static long diskBytes(int eventsBytes) {
    return (long) eventsBytes + endsBytes(eventsBytes);
  }

  int maxEntries() {
    return maxEntries(eventsBytes);
  }

  int endsBytes() {
    return endsBytes(eventsBytes);
  }

  long id(int index) {
    return number << INDEX_BITS | index;
  }

  byte[] encoded() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0, MAGIC);
    bytes.putInt(VERSION_AT, VERSION);
    bytes.putLong(NUMBER_AT, number);
    bytes.putInt(SALT_AT, salt);
    bytes.putInt(EVENTS_BYTES_AT, eventsBytes);
    bytes.putInt(CHECKSUM_AT, checksum(bytes.array()));
    return bytes.array();
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, CHECKSUM_AT);
    checksum.update(bytes, NUMBER_AT, BYTES - NUMBER_AT);
    return (int) checksum.getValue();
  }

  /**
   * Reads a copy.
   *
   * @param file of which it is, for the sentence
   * @param copy 64 bytes
   * @return null if they are no header, or a damaged one
   * @throws JournalException if they are one of another version
   */
  static @Nullable SegmentHeader decode(String file, byte[] copy) throws JournalException {
    ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    if (!bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
        || bytes.getInt(CHECKSUM_AT) != checksum(copy)) {
      return null;
    }
    if (bytes.getInt(VERSION_AT) != VERSION) {
      throw new JournalException(
          file
              + " has version "
              + bytes.getInt(VERSION_AT)
              + " of the journal's format, this build knows "
              + VERSION
              + ": let the build that made it handle its events to the end, or name another"
              + " folder");
    }
    SegmentHeader header =
        new SegmentHeader(
            bytes.getLong(NUMBER_AT), bytes.getInt(SALT_AT), bytes.getInt(EVENTS_BYTES_AT));
    return header.isSound() ? header : null;
  }

  private boolean isSound() {
    return number >= 0
        && number <= MAX_NUMBER
        && eventsBytes > EVENTS_AT + Frame.HEAD_BYTES
        && eventsBytes <= 1 << 30;
  }
}
