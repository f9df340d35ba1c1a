package weir.core.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects one frame in a growing array: four bytes of length, then type and body. */
final class BodyWriter {

  private static final int INITIAL_BYTES = 512;

  private ByteBuffer buffer = ByteBuffer.allocate(INITIAL_BYTES);

  BodyWriter(byte type) {
    buffer.putInt(0).put(type);
  }

  BodyWriter putByte(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  BodyWriter putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  BodyWriter putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  BodyWriter putDouble(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  BodyWriter putString(String value) {
    return putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  BodyWriter putBytes(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  /** Bytes that the length field counts: type and body. */
  int length() {
    return buffer.position() - Integer.BYTES;
  }

  /** Completes the length field; the writer is used up. */
  ByteBuffer finish() {
    buffer.putInt(0, length());
    return buffer.flip();
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
      ByteBuffer larger = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity));
      buffer = larger.position(buffer.position());
    }
    return buffer;
  }
}
