package weir.core.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.core.figures.CompressedHistogram;

/** Reads a frame's body strictly: whatever does not fit is a {@link LinkException}. */
final class BodyReader {

  /**
   * Reads a part of a body.
   *
   * @param <T> type of the part
   */
  @FunctionalInterface
  interface Part<T> {
    T read(BodyReader in) throws LinkException;
  }

  private final ByteBuffer body;

  BodyReader(ByteBuffer body) {
    this.body = body;
  }

  int getByte() throws LinkException {
    return need(Byte.BYTES).get();
  }

  /** A byte that is 0 or 1. */
  boolean getFlag() throws LinkException {
    int value = getByte();
    if (value != 0 && value != 1) {
      throw new LinkException("malformed frame: " + value + " is neither yes nor no");
    }
    return value == 1;
  }

  /** Something that may be missing, after a flag that says whether it is there. */
  <T> Optional<T> getOptional(Part<T> part) throws LinkException {
    return getFlag() ? Optional.of(part.read(this)) : Optional.empty();
  }

  OptionalLong getOptionalLong() throws LinkException {
    return getFlag() ? OptionalLong.of(getLong()) : OptionalLong.empty();
  }

  OptionalInt getOptionalInt() throws LinkException {
    return getFlag() ? OptionalInt.of(getInt()) : OptionalInt.empty();
  }

  int getInt() throws LinkException {
    return need(Integer.BYTES).getInt();
  }

  long getLong() throws LinkException {
    return need(Long.BYTES).getLong();
  }

  double getDouble() throws LinkException {
    return need(Double.BYTES).getDouble();
  }

  /** A byte array; its length is held against the bytes that are there before it is allocated. */
  byte[] getBytes() throws LinkException {
    int length = getLength();
    byte[] bytes = new byte[length];
    body.get(bytes);
    return bytes;
  }

  String getString() throws LinkException {
    int length = getLength();
    ByteBuffer text = body.slice(body.position(), length);
    body.position(body.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new LinkException("malformed frame: a text is not UTF-8", e);
    }
  }

  CompressedHistogram getHistogram() throws LinkException {
    return getChecked(in -> HistogramGuard.checked(in.getBytes()));
  }

  /** Something that is checked as it is made: an IllegalArgumentException says what won't do. */
  <T> T getChecked(Part<T> part) throws LinkException {
    try {
      return part.read(this);
    } catch (IllegalArgumentException e) {
      // The sentence may quote the text, which may hold anything.
      String sentence = String.valueOf(e.getMessage()).replaceAll("\\p{C}", "?");
      throw new LinkException("malformed frame: " + sentence, e);
    }
  }

  /** Passes over the rest, e.g. of a greeting in another protocol version. */
  void skipRest() {
    body.position(body.limit());
  }

  /** Ends the frame; bytes that nobody asked for are a fault. */
  void end() throws LinkException {
    if (body.hasRemaining()) {
      throw new LinkException(
          "malformed frame: " + body.remaining() + " bytes too many at its end");
    }
  }

  private int getLength() throws LinkException {
    int length = getInt();
    if (length < 0) {
      throw new LinkException("malformed frame: it holds a negative length, " + length);
    }
    need(length);
    return length;
  }

  private ByteBuffer need(int bytes) throws LinkException {
    if (body.remaining() < bytes) {
      throw new LinkException(
          "malformed frame: it ends early, " + (bytes - body.remaining()) + " bytes are missing");
    }
    return body;
  }
}
