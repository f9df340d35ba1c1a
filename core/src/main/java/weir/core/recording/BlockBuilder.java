package weir.core.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Collects frames for one block. Not thread-safe. */
public final class BlockBuilder {

  /** In front of each frame: when it came, after the block's first, and its length. */
  static final int FRAME_FIELD_BYTES = Long.BYTES + Integer.BYTES;

  /** Snapshots that follow each other are alike: more effort gains little. */
  private static final int EFFORT = 3;

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private int frames;
  private long fromNanos;
  private long toNanos;

  /** Starts empty. */
  public BlockBuilder() {}

  /**
   * Adds a frame.
   *
   * @param nanos when it came, in nanoseconds since the start of the recording, not before the last
   * @param frame type and body
   */
  public void add(long nanos, ByteBuffer frame) {
    if (frames == 0) {
      fromNanos = nanos;
    }
    toNanos = Math.max(nanos, toNanos);
    frames++;
    ByteBuffer bytes = ByteBuffer.allocate(FRAME_FIELD_BYTES + frame.remaining());
    bytes.putLong(nanos - fromNanos).putInt(frame.remaining()).put(frame.duplicate());
    raw.writeBytes(bytes.array());
  }

  /**
   * Whether there is nothing to write.
   *
   * @return true before the first frame
   */
  public boolean isEmpty() {
    return frames == 0;
  }

  /**
   * When the first frame came.
   *
   * @return nanoseconds since the start of the recording
   */
  public long fromNanos() {
    return fromNanos;
  }

  /**
   * What was collected.
   *
   * @return bytes before they are compressed
   */
  public int rawBytes() {
    return raw.size();
  }

  /**
   * Packs the frames.
   *
   * @return the block, as it stands in a file
   */
  public byte[] encode() {
    byte[] compressed = compress(raw.toByteArray());
    RecordedBlock fields =
        new RecordedBlock(
            0,
            compressed.length,
            raw.size(),
            frames,
            fromNanos,
            toNanos,
            RecordingHeader.checksum(compressed, compressed.length));
    ByteBuffer block = ByteBuffer.allocate(RecordedBlock.FIELD_BYTES + compressed.length);
    fields.encode(block);
    return block.put(compressed).array();
  }

  private static byte[] compress(byte[] bytes) {
    Deflater deflater = new Deflater(EFFORT);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] part = new byte[16 * 1024];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
