package weir.core.figures;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one interval, unpacked for adding up: a sum costs a pass over the counts and no
 * compression. Not thread-safe.
 */
public final class IntervalSum {

  private long intervalNanos;
  private Latencies<Histogram> latencies;
  private Histogram hiccups;

  /**
   * Unpacks an interval.
   *
   * @param first the interval to start with
   */
  public IntervalSum(Interval first) {
    intervalNanos = first.intervalNanos();
    latencies = first.latencies().map(CompressedHistogram::decode);
    hiccups = first.hiccups().decode();
  }

  /**
   * Adds the interval that follows.
   *
   * @param next only read
   */
  public void add(IntervalSum next) {
    intervalNanos += next.intervalNanos;
    latencies = latencies.zip(next.latencies, IntervalSum::sum);
    hiccups = sum(hiccups, next.hiccups);
  }

  private static Histogram sum(Histogram mine, Histogram other) {
    if (other.getTotalCount() == 0) {
      return mine;
    }
    if (mine.getTotalCount() == 0) {
      // Takes over the other's range, so that the sums to come are plain array additions.
      Histogram copy = other.copy();
      copy.setAutoResize(true);
      return copy;
    }
    mine.add(other);
    return mine;
  }

  /**
   * Packs the sum.
   *
   * @return one interval over all that were added
   */
  public Interval pack() {
    return new Interval(
        intervalNanos, latencies.map(CompressedHistogram::of), CompressedHistogram.of(hiccups));
  }
}
