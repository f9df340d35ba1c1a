package weir.core.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

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

  BodyWriter putFlag(boolean value) {
    return putByte(value ? 1 : 0);
  }

  /** Something that may be missing, after a flag that says whether it is there. */
  <T> BodyWriter putOptional(Optional<T> value, BiConsumer<BodyWriter, T> part) {
    putFlag(value.isPresent());
    value.ifPresent(present -> part.accept(this, present));
    return this;
  }

  BodyWriter putOptionalLong(OptionalLong value) {
    putFlag(value.isPresent());
    value.ifPresent(this::putLong);
    return this;
  }

  BodyWriter putOptionalInt(OptionalInt value) {
    putFlag(value.isPresent());
    value.ifPresent(this::putInt);
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
