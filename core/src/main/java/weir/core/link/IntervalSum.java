package weir.core.link;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one interval, unpacked for adding up: a sum costs a pass over the counts and no
 * compression. Not thread-safe.
 */
final class IntervalSum {

  private long intervalNanos;
  private Latencies<Histogram> latencies;
  private Histogram hiccups;

  IntervalSum(IntervalLatencies first) {
    intervalNanos = first.intervalNanos();
    latencies = first.latencies().map(CompressedHistogram::decode);
    hiccups = first.hiccups().decode();
  }

  /** Adds the interval that follows; {@code next} is only read. */
  void add(IntervalSum next) {
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

  IntervalLatencies pack() {
    return new IntervalLatencies(
        intervalNanos, latencies.map(CompressedHistogram::of), CompressedHistogram.of(hiccups));
  }
}
