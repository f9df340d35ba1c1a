package weir.core.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The beginning of a recording. Its mark, version, length and checksum stay where they are in every
 * version of the format.
 *
 * @param protocolVersion of the frames
 * @param startEpochMillis wall-clock time of the start, in milliseconds since 1970 UTC
 * @param startUptimeNanos how long the server had been up then, in nanoseconds
 * @param writer what wrote it, for people
 */
public record RecordingHeader(
    int protocolVersion, long startEpochMillis, long startUptimeNanos, String writer) {

  /** {@code WEIR-REC}: whatever does not start with it is no recording of ours. */
  static final long MAGIC = 0x574549522d524543L;

  /** Version of the file's layout. */
  static final int FORMAT_VERSION = 1;

  /** Mark, version and length of the body. */
  static final int FIXED_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES;

  static final int CHECKSUM_BYTES = Integer.BYTES;
  static final int MAX_BODY_BYTES = 4096;

  private static final int MAX_WRITER_BYTES = 1024;

  /**
   * Writes it.
   *
   * @return the first bytes of a recording
   */
  public byte[] encode() {
    byte[] text = writer.getBytes(StandardCharsets.UTF_8);
    int textBytes = Math.min(text.length, MAX_WRITER_BYTES);
    int bodyBytes = Integer.BYTES + 2 * Long.BYTES + Integer.BYTES + textBytes;
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + bodyBytes + CHECKSUM_BYTES);
    bytes.putLong(MAGIC).putInt(FORMAT_VERSION).putInt(bodyBytes);
    bytes.putInt(protocolVersion).putLong(startEpochMillis).putLong(startUptimeNanos);
    bytes.putInt(textBytes).put(text, 0, textBytes);
    bytes.putInt(checksum(bytes.array(), bytes.position()));
    return bytes.array();
  }

  static RecordingHeader decodeBody(ByteBuffer body) {
    int protocolVersion = body.getInt();
    long startEpochMillis = body.getLong();
    long startUptimeNanos = body.getLong();
    byte[] text = new byte[Math.max(0, Math.min(body.getInt(), body.remaining()))];
    body.get(text);
    // It is printed, and may hold anything.
    String writer = new String(text, StandardCharsets.UTF_8).replaceAll("\\p{C}", "?");
    return new RecordingHeader(protocolVersion, startEpochMillis, startUptimeNanos, writer);
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
