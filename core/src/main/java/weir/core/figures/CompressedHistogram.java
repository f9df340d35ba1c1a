package weir.core.figures;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * An immutable histogram in HdrHistogram's own V2 compressed encoding: small, cheap to hand from
 * thread to thread, and readable by any HdrHistogram implementation.
 */
public final class CompressedHistogram {

  /** The histogram without a value, in zero bytes. */
  public static final CompressedHistogram EMPTY = new CompressedHistogram(new byte[0]);

  private final byte[] encoded;

  private CompressedHistogram(byte[] encoded) {
    this.encoded = encoded;
  }

  /**
   * Encodes a histogram.
   *
   * @param histogram the histogram to copy; not modified
   * @return its encoding, {@link #EMPTY} where it has no value
   */
  public static CompressedHistogram of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return EMPTY;
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return new CompressedHistogram(Arrays.copyOf(buffer.array(), length));
  }

  /**
   * Takes bytes that another histogram was encoded to. They are not looked at: bytes of a stranger
   * are checked before they come here.
   *
   * @param encoded V2 compressed bytes, none for {@link #EMPTY}; copied
   * @return the histogram they hold
   */
  public static CompressedHistogram fromBytes(byte[] encoded) {
    return encoded.length == 0 ? EMPTY : new CompressedHistogram(encoded.clone());
  }

  /**
   * The encoding.
   *
   * @return a copy of the V2 compressed bytes, none for {@link #EMPTY}
   */
  public byte[] toBytes() {
    return encoded.clone();
  }

  /**
   * Whether no value was recorded.
   *
   * @return true for {@link #EMPTY}
   */
  public boolean isEmpty() {
    return encoded.length == 0;
  }

  /**
   * Decodes into a histogram of the caller's own, which resizes itself as values are added.
   *
   * @return a new histogram, in microseconds
   * @throws IllegalArgumentException if it was made of bytes that are no V2 compressed histogram
   */
  public Histogram decode() {
    if (isEmpty()) {
      Histogram empty = new Histogram(3);
      empty.setAutoResize(true);
      return empty;
    }
    try {
      // The header's own range: adding a larger value resizes.
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0);
      histogram.setAutoResize(true);
      return histogram;
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not a V2 compressed histogram: " + e.getMessage(), e);
    }
  }

  /**
   * Adds up two histograms; no count is lost.
   *
   * @param other the histogram to add
   * @return the sum
   */
  public CompressedHistogram plus(CompressedHistogram other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    Histogram sum = decode();
    sum.add(other.decode());
    return of(sum);
  }
}
