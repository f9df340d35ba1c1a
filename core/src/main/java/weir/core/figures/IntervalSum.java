package weir.core.figures;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/**
 * An {@link Interval} that is being added up: unpacked, so that a sum costs a pass over the counts.
 * Not thread-safe.
 */
public final class IntervalSum {

  private final Latencies<Histogram> latencies = Latencies.generate(LatencyRange::newHistogram);
  private final Histogram hiccups = LatencyRange.newHistogram();
  private long intervalNanos;

  /** For packing; grown when it is. */
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /** Starts with an interval of no length. */
  public IntervalSum() {}

  /**
   * Adds the interval that follows.
   *
   * @param next only read
   */
  public void add(Interval next) {
    intervalNanos += next.intervalNanos();
    latencies.forEach(next.latencies(), (sum, histogram) -> histogram.addTo(sum));
    next.hiccups().addTo(hiccups);
  }

  /**
   * Adds the interval that follows.
   *
   * @param next only read
   */
  public void add(IntervalSum next) {
    intervalNanos += next.intervalNanos;
    addLatencies(next.latencies);
    addHiccups(next.hiccups);
  }

  /**
   * Adds events that ended.
   *
   * @param ended their latencies, in microseconds; only read
   */
  public void addLatencies(Latencies<Histogram> ended) {
    latencies.forEach(ended, IntervalSum::add);
  }

  /**
   * Adds what the machine itself took.
   *
   * @param taken in microseconds; only read
   */
  public void addHiccups(Histogram taken) {
    add(hiccups, taken);
  }

  private static void add(Histogram sum, Histogram other) {
    if (other.getTotalCount() > 0) {
      sum.add(other);
    }
  }

  /**
   * Latencies of the events that ended, for recording more and for reading.
   *
   * @return this sum's own histograms, in microseconds
   */
  public Latencies<Histogram> latencies() {
    return latencies;
  }

  /**
   * What the machine itself took.
   *
   * @return this sum's own histogram, in microseconds; read only
   */
  public Histogram hiccups() {
    return hiccups;
  }

  /**
   * Length of the interval.
   *
   * @return nanoseconds
   */
  public long intervalNanos() {
    return intervalNanos;
  }

  /**
   * Ends the interval.
   *
   * @param nanos its length, in nanoseconds
   */
  public void endAfter(long nanos) {
    intervalNanos = nanos;
  }

  /** Makes this an interval of no length. */
  public void clear() {
    intervalNanos = 0;
    latencies.toList().forEach(IntervalSum::clear);
    clear(hiccups);
  }

  private static void clear(Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      histogram.reset();
    }
  }

  /**
   * Packs the sum.
   *
   * @return one interval over all that were added
   */
  public Interval pack() {
    return new Interval(intervalNanos, latencies.map(this::pack), pack(hiccups));
  }

  private CompressedHistogram pack(Histogram histogram) {
    int capacity = histogram.getNeededByteBufferCapacity();
    if (buffer.capacity() < capacity) {
      buffer = ByteBuffer.allocate(capacity);
    }
    return CompressedHistogram.of(histogram, buffer);
  }
}
