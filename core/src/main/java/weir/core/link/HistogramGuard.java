package weir.core.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import weir.core.figures.CompressedHistogram;

/**
 * Unpacks a V2 compressed histogram that may be hostile. HdrHistogram allocates what a header asks
 * for; this looks at everything first, so that no bytes can make it take more than about half a
 * megabyte, nor put up a negative count.
 */
final class HistogramGuard {

  private static final int COMPRESSED_COOKIE = 0x1c849304 | 0x10;
  private static final int PLAIN_COOKIE = 0x1c849303 | 0x10;
  private static final int PREFIX_BYTES = 2 * Integer.BYTES;
  private static final int HEADER_BYTES = 40;
  // Three digits: each doubling of the range takes 1,024 counts, so a whole long takes 55 times
  // that.
  private static final int MAX_DIGITS = 3;
  private static final int MAX_COUNTS = 55 * 1024;
  private static final int MAX_PLAIN_BYTES = HEADER_BYTES + MAX_COUNTS * Long.BYTES;

  private HistogramGuard() {}

  /**
   * Takes a histogram that came over a socket, after decoding it once.
   *
   * @param encoded the bytes of a V2 compressed histogram; none for the empty one
   * @return the histogram
   * @throws IllegalArgumentException if the bytes are no V2 compressed histogram of at most three
   *     digits, or would unpack to more than such a histogram can hold
   */
  static CompressedHistogram checked(byte[] encoded) {
    if (encoded.length == 0) {
      return CompressedHistogram.EMPTY;
    }
    try {
      Histogram histogram = Histogram.decodeFromByteBuffer(unpack(encoded), 0);
      return histogram.getTotalCount() == 0
          ? CompressedHistogram.EMPTY
          : CompressedHistogram.fromBytes(encoded);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a V2 compressed histogram: " + e.getMessage(), e);
    }
  }

  /**
   * Unpacks and checks.
   *
   * @return the V2 plain encoding
   * @throws IllegalArgumentException if it is not one that is safe to decode
   */
  private static ByteBuffer unpack(byte[] compressed) {
    ByteBuffer prefix = ByteBuffer.wrap(compressed);
    check(compressed.length > PREFIX_BYTES, "too short");
    check(prefix.getInt() == COMPRESSED_COOKIE, "wrong cookie");
    check(prefix.getInt() == compressed.length - PREFIX_BYTES, "wrong length");
    ByteBuffer plain = inflate(compressed);
    check(plain.remaining() >= HEADER_BYTES, "header cut off");
    checkHeader(plain.duplicate());
    checkCounts(plain.duplicate().position(HEADER_BYTES));
    return plain;
  }

  private static ByteBuffer inflate(byte[] compressed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed, PREFIX_BYTES, compressed.length - PREFIX_BYTES);
      byte[] plain = new byte[Math.min(MAX_PLAIN_BYTES, Math.max(1024, compressed.length * 4))];
      int length = 0;
      while (!inflater.finished()) {
        if (length == plain.length) {
          check(length < MAX_PLAIN_BYTES, "unpacks to more than any latency histogram");
          plain = Arrays.copyOf(plain, Math.min(MAX_PLAIN_BYTES, length * 2));
        }
        int inflated = inflater.inflate(plain, length, plain.length - length);
        check(inflated > 0 || inflater.finished(), "compressed data cut off");
        length += inflated;
      }
      return ByteBuffer.wrap(plain, 0, length);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("its compressed data is damaged", e);
    } finally {
      inflater.end();
    }
  }

  private static void checkHeader(ByteBuffer plain) {
    check(plain.getInt() == PLAIN_COOKIE, "wrong inner cookie");
    check(plain.getInt() == plain.limit() - HEADER_BYTES, "wrong inner length");
    check(plain.getInt() == 0, "shifted");
    int digits = plain.getInt();
    check(digits >= 0 && digits <= MAX_DIGITS, digits + " digits, at most 3 are allowed");
    long lowest = plain.getLong();
    check(lowest >= 1 && lowest <= 1 << 20, "lowest value " + lowest);
    check(plain.getLong() >= 2 * lowest, "highest value below twice the lowest");
    check(plain.getDouble() == 1.0, "scaled");
  }

  /** Counts are zigzag LEB128 of up to nine bytes; a negative one is a run of zeros. */
  private static void checkCounts(ByteBuffer payload) {
    long index = 0;
    long total = 0;
    while (payload.hasRemaining()) {
      long count = nextCount(payload);
      check(count >= -MAX_COUNTS, "too many counts");
      index += count < 0 ? -count : 1;
      check(index <= MAX_COUNTS, "too many counts");
      total += Math.max(0, count);
      check(total >= 0, "sum of counts overflows");
    }
  }

  private static long nextCount(ByteBuffer payload) {
    long zigzag = 0;
    for (int i = 0; ; i++) {
      check(payload.hasRemaining(), "a count is cut off");
      long next = payload.get();
      if (i == 8) {
        zigzag |= next << 56;
        break;
      }
      zigzag |= (next & 0x7f) << (7 * i);
      if (next >= 0) {
        break;
      }
    }
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private static void check(boolean fine, String fault) {
    if (!fine) {
      throw new IllegalArgumentException(fault);
    }
  }
}
