package weir.core.link;

import java.nio.ByteBuffer;
import weir.core.figures.CompressedHistogram;

/**
 * Checks a V2 histogram that may be hostile. HdrHistogram allocates what a header asks for; this
 * looks at everything first, so that no bytes can make it take more than about half a megabyte, nor
 * put up a negative count.
 */
final class HistogramGuard {

  private static final int COOKIE = 0x1c849303 | 0x10;
  private static final int HEADER_BYTES = 40;
  // Three digits: each doubling of the range takes 1,024 counts, so a whole long takes 55 times
  // that.
  private static final int MAX_DIGITS = 3;
  private static final int MAX_COUNTS = 55 * 1024;

  private HistogramGuard() {}

  /**
   * Takes a histogram that came over a socket, and decodes it: what is returned is known to be
   * sound, and is not decoded again.
   *
   * @param encoded the bytes of a V2 histogram; none for the empty one
   * @return the histogram
   * @throws IllegalArgumentException if the bytes are no V2 histogram of at most three digits, or
   *     hold more counts than such a histogram can have
   */
  static CompressedHistogram checked(byte[] encoded) {
    if (encoded.length == 0) {
      return CompressedHistogram.EMPTY;
    }
    try {
      check(encoded.length >= HEADER_BYTES, "header cut off");
      ByteBuffer bytes = ByteBuffer.wrap(encoded);
      checkHeader(bytes.duplicate());
      checkCounts(bytes.position(HEADER_BYTES));
      CompressedHistogram histogram = CompressedHistogram.fromBytes(encoded);
      return histogram.decode().getTotalCount() == 0 ? CompressedHistogram.EMPTY : histogram;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a V2 histogram: " + e.getMessage(), e);
    }
  }

  private static void checkHeader(ByteBuffer header) {
    check(header.getInt() == COOKIE, "wrong cookie");
    check(header.getInt() == header.limit() - HEADER_BYTES, "wrong length");
    check(header.getInt() == 0, "shifted");
    int digits = header.getInt();
    check(digits >= 0 && digits <= MAX_DIGITS, digits + " digits, at most 3 are allowed");
    long lowest = header.getLong();
    check(lowest >= 1 && lowest <= 1 << 20, "lowest value " + lowest);
    check(header.getLong() >= 2 * lowest, "highest value below twice the lowest");
    check(header.getDouble() == 1.0, "scaled");
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
