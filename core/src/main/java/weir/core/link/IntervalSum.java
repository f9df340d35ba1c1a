package weir.core.link;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one interval, unpacked for adding up: a sum costs three passes over the counts and
 * no compression. Not thread-safe.
 */
final class IntervalSum {

  private long intervalNanos;
  private Histogram waitTime;
  private Histogram serviceTime;
  private Histogram responseTime;

  IntervalSum(IntervalLatencies first) {
    intervalNanos = first.intervalNanos();
    waitTime = first.waitTime().decode();
    serviceTime = first.serviceTime().decode();
    responseTime = first.responseTime().decode();
  }

  /** Adds the interval that follows; {@code next} is only read. */
  void add(IntervalSum next) {
    intervalNanos += next.intervalNanos;
    waitTime = sum(waitTime, next.waitTime);
    serviceTime = sum(serviceTime, next.serviceTime);
    responseTime = sum(responseTime, next.responseTime);
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
        intervalNanos,
        CompressedHistogram.of(waitTime),
        CompressedHistogram.of(serviceTime),
        CompressedHistogram.of(responseTime));
  }
}
