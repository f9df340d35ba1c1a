package weir.core.figures;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * An immutable histogram in HdrHistogram's own V2 encoding, in which a small count takes a byte and
 * a run of zeros one or two: small, cheap to hand from thread to thread, and readable by any
 * HdrHistogram implementation. It is decoded once, whoever asks how often; what was added up is
 * encoded once it is to be sent. Thread-safe.
 */
public final class CompressedHistogram {

  /** The histogram without a value, in zero bytes. */
  public static final CompressedHistogram EMPTY =
      new CompressedHistogram(new byte[0], LatencyRange.newHistogram());

  /** Neither is changed once it is here. One is there from the start; two may make the other. */
  private volatile byte @Nullable [] encoded;

  private volatile @Nullable Histogram decoded;

  private CompressedHistogram(byte @Nullable [] encoded, @Nullable Histogram decoded) {
    this.encoded = encoded;
    this.decoded = decoded;
  }

  /**
   * Encodes a histogram.
   *
   * @param histogram the histogram to copy; not modified
   * @return its encoding, {@link #EMPTY} where it has no value
   */
  public static CompressedHistogram of(Histogram histogram) {
    return of(histogram, bufferFor(histogram));
  }

  /** The same in a buffer that can be used again, of at least the needed capacity. */
  static CompressedHistogram of(Histogram histogram, ByteBuffer buffer) {
    if (histogram.getTotalCount() == 0) {
      return EMPTY;
    }
    return new CompressedHistogram(encode(histogram, buffer), null);
  }

  private static ByteBuffer bufferFor(Histogram histogram) {
    return ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
  }

  private static byte[] encode(Histogram histogram, ByteBuffer buffer) {
    byte[] bytes = new byte[histogram.encodeIntoByteBuffer(buffer.clear())];
    buffer.get(0, bytes);
    return bytes;
  }

  /**
   * Takes bytes that another histogram was encoded to. They are not looked at: bytes of a stranger
   * are checked before they come here.
   *
   * @param encoded V2 bytes, none for {@link #EMPTY}; copied
   * @return the histogram they hold
   */
  public static CompressedHistogram fromBytes(byte[] encoded) {
    return encoded.length == 0 ? EMPTY : new CompressedHistogram(encoded.clone(), null);
  }

  /**
   * The encoding.
   *
   * @return a copy of the V2 bytes, none for {@link #EMPTY}
   */
  public byte[] toBytes() {
    return encoded().clone();
  }

  int encodedBytes() {
    return encoded().length;
  }

  private byte[] encoded() {
    byte[] bytes = encoded;
    if (bytes == null) {
      Histogram histogram = Objects.requireNonNull(decoded);
      bytes = encode(histogram, bufferFor(histogram));
      encoded = bytes;
    }
    return bytes;
  }

  /**
   * This histogram without its decoded form, which takes up to 190 KiB.
   *
   * @return a histogram that holds its encoding alone, until it is asked for more
   */
  public CompressedHistogram packed() {
    return isEmpty() ? EMPTY : new CompressedHistogram(encoded(), null);
  }

  /**
   * Whether no value was recorded.
   *
   * @return true for {@link #EMPTY}
   */
  public boolean isEmpty() {
    byte[] bytes = encoded;
    return bytes != null && bytes.length == 0;
  }

  /**
   * The histogram itself, the same at each call: everybody reads it, and nobody may change it.
   *
   * @return the histogram, in microseconds
   * @throws IllegalArgumentException if it was made of bytes that are no V2 histogram
   */
  public Histogram decode() {
    Histogram histogram = decoded;
    if (histogram == null) {
      histogram = decode(Objects.requireNonNull(encoded));
      decoded = histogram;
    }
    return histogram;
  }

  /**
   * Sum of all values, as the mean of a histogram times its count is; takes no memory.
   *
   * @return in the unit of the values
   */
  public double total() {
    byte[] bytes = encoded;
    double total = bytes == null || bytes.length == 0 ? Double.NaN : EncodedCounts.total(bytes);
    if (!Double.isNaN(total)) {
      return total;
    }
    Histogram histogram = decode();
    return histogram.getTotalCount() == 0 ? 0 : histogram.getMean() * histogram.getTotalCount();
  }

  /**
   * Adds this to another, without unpacking it.
   *
   * @param sum gets the counts
   */
  public void addTo(Histogram sum) {
    Histogram histogram = decoded;
    if (histogram != null) {
      if (histogram.getTotalCount() > 0) {
        sum.add(histogram);
      }
      return;
    }
    byte[] bytes = Objects.requireNonNull(encoded);
    if (bytes.length > 0 && !EncodedCounts.addTo(sum, bytes)) {
      sum.add(decode(bytes));
    }
  }

  private static Histogram decode(byte[] bytes) {
    try {
      return Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a V2 histogram: " + e.getMessage(), e);
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
    Histogram sum = LatencyRange.newHistogram();
    sum.add(decode());
    sum.add(other.decode());
    return new CompressedHistogram(null, sum);
  }
}
