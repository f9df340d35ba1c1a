package weir.core.recording;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a block of frames is in a recording, and of what time. In front of its compressed frames
 * stand these fields with checksums of both, so that a reader can pass over what it does not want.
 *
 * @param position of its first byte in the file
 * @param compressedBytes bytes after its fields
 * @param rawBytes bytes of its frames once unpacked
 * @param frames how many there are, 1 or more
 * @param fromNanos when the first frame came, in nanoseconds since the start of the recording
 * @param toNanos when the last one came
 * @param checksum CRC32C of the compressed bytes
 */
public record RecordedBlock(
    long position,
    int compressedBytes,
    int rawBytes,
    int frames,
    long fromNanos,
    long toNanos,
    int checksum) {

  /** {@code BLK1}. */
  private static final int MARK = 0x424c4b31;

  /** Bytes of the fields. */
  static final int FIELD_BYTES = 5 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;

  /** More than any writer puts in a block: what claims more is not unpacked. */
  static final int MAX_RAW_BYTES = 8 * 1024 * 1024;

  /** What does not shrink grows by a little. */
  static final int MAX_COMPRESSED_BYTES = MAX_RAW_BYTES + MAX_RAW_BYTES / 64;

  /** Where the next block starts. */
  long end() {
    return position + FIELD_BYTES + compressedBytes;
  }

  void encode(ByteBuffer to) {
    int start = to.position();
    to.putInt(MARK).putInt(compressedBytes).putInt(rawBytes).putInt(frames);
    to.putLong(fromNanos).putLong(toNanos).putInt(checksum);
    byte[] fields = new byte[to.position() - start];
    to.get(start, fields);
    to.putInt(RecordingHeader.checksum(fields, fields.length));
  }

  /** Reads the fields; null if they are none. */
  static @Nullable RecordedBlock decode(byte[] fields, long position) {
    ByteBuffer in = ByteBuffer.wrap(fields);
    boolean marked = in.getInt() == MARK;
    RecordedBlock block =
        new RecordedBlock(
            position,
            in.getInt(),
            in.getInt(),
            in.getInt(),
            in.getLong(),
            in.getLong(),
            in.getInt());
    boolean intact = in.getInt() == RecordingHeader.checksum(fields, FIELD_BYTES - Integer.BYTES);
    return marked && intact && block.isSound() ? block : null;
  }

  private boolean isSound() {
    return compressedBytes > 0
        && compressedBytes <= MAX_COMPRESSED_BYTES
        && rawBytes > 0
        && rawBytes <= MAX_RAW_BYTES
        && frames > 0
        && fromNanos >= 0
        && toNanos >= fromNanos;
  }
}
