package weir.core.figures;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/**
 * Adds an encoded histogram of {@link LatencyRange} to another without unpacking it, for which
 * HdrHistogram allocates all its counts: what it costs is a few nanoseconds for each value.
 */
final class EncodedCounts {

  private static final int COOKIE = 0x1c849303 | 0x10;
  private static final int HEADER_BYTES = 40;

  /** Three digits take 2,048 counts for the first doublings and 1,024 for each one after. */
  private static final int DIGITS = 3;

  private static final int HALF_BITS = 10;
  private static final int HALF = 1 << HALF_BITS;
  private static final int LAST_BYTE = 8;

  private EncodedCounts() {}

  /** Takes what there is at an index. */
  @FunctionalInterface
  private interface Counts {

    void add(int index, long count);
  }

  /** Returns false, and adds nothing, if the histogram is of another layout. */
  static boolean addTo(Histogram sum, byte[] encoded) {
    return visit(encoded, (index, count) -> sum.recordValueWithCount(valueAt(index), count));
  }

  /** Sum of the values, each in the middle of what counts as the same; NaN of another layout. */
  static double total(byte[] encoded) {
    double[] total = {0};
    boolean ours = visit(encoded, (index, count) -> total[0] += (double) middleAt(index) * count);
    return ours ? total[0] : Double.NaN;
  }

  private static boolean visit(byte[] encoded, Counts counts) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    if (encoded.length < HEADER_BYTES || !isOurs(in.duplicate())) {
      return false;
    }
    in.position(HEADER_BYTES);
    int index = 0;
    while (in.hasRemaining()) {
      long count = nextCount(in);
      if (count < 0) {
        index -= (int) count;
      } else {
        if (count > 0) {
          counts.add(index, count);
        }
        index++;
      }
    }
    return true;
  }

  private static boolean isOurs(ByteBuffer header) {
    boolean whole = header.getInt() == COOKIE && header.getInt() == header.limit() - HEADER_BYTES;
    boolean layout = header.getInt() == 0 && header.getInt() == DIGITS && header.getLong() == 1;
    header.getLong();
    return whole && layout && header.getDouble() == 1.0;
  }

  private static long valueAt(int index) {
    int bucket = (index >> HALF_BITS) - 1;
    return bucket < 0 ? index : (long) ((index & (HALF - 1)) + HALF) << bucket;
  }

  private static long middleAt(int index) {
    int bucket = (index >> HALF_BITS) - 1;
    return bucket < 1 ? valueAt(index) : valueAt(index) + (1L << (bucket - 1));
  }

  /** Zigzag LEB128 of up to nine bytes; a negative count is a run of zeros. */
  private static long nextCount(ByteBuffer in) {
    long zigzag = 0;
    for (int place = 0; place < LAST_BYTE; place++) {
      long next = in.get();
      zigzag |= (next & 0x7f) << (7 * place);
      if (next >= 0) {
        return decoded(zigzag);
      }
    }
    return decoded(zigzag | ((long) in.get() << (7 * LAST_BYTE)));
  }

  private static long decoded(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }
}
