package weir.desktop.model;

import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;

/**
 * A stretch of the past of which the figures are kept together: counts and latencies exactly, of
 * gauges the extremes, the mean and the last value. Slots that follow one another have no time
 * between them, unless nobody knows of it.
 */
public final class Slot {

  /** Its object, its two arrays, and the record of its latencies. */
  private static final int OVERHEAD = 140;

  private final long fromNanos;
  private final long toNanos;
  private final double[] gauges;
  private final long[] counts;
  private final Latencies<? extends SlotLatency> latencies;

  /** Takes the arrays as they are: four figures of each gauge, and one of each tally. */
  Slot(
      long fromNanos,
      long toNanos,
      double[] gauges,
      long[] counts,
      Latencies<? extends SlotLatency> latencies) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.gauges = gauges;
    this.counts = counts;
    this.latencies = latencies;
  }

  /**
   * Its start.
   *
   * @return the server's uptime, in nanoseconds; this moment itself belongs to the slot before
   */
  public long fromNanos() {
    return fromNanos;
  }

  /**
   * Its end.
   *
   * @return the server's uptime, in nanoseconds
   */
  public long toNanos() {
    return toNanos;
  }

  /**
   * The smallest value of a gauge.
   *
   * @param gauge which
   * @return NaN where it was not known
   */
  public double least(Gauge gauge) {
    return gauges[4 * gauge.index()];
  }

  /**
   * The largest value of a gauge.
   *
   * @param gauge which
   * @return NaN where it was not known
   */
  public double most(Gauge gauge) {
    return gauges[4 * gauge.index() + 1];
  }

  /**
   * The newest value of a gauge.
   *
   * @param gauge which
   * @return NaN where it was not known
   */
  public double last(Gauge gauge) {
    return gauges[4 * gauge.index() + 2];
  }

  /**
   * The mean of a gauge over time.
   *
   * @param gauge which
   * @return NaN where it was not known
   */
  public double mean(Gauge gauge) {
    return gauges[4 * gauge.index() + 3];
  }

  /**
   * How often something happened.
   *
   * @param tally what
   * @return 0 where nobody counts it
   */
  public long count(Tally tally) {
    return counts[tally.index()];
  }

  /** Adds one latency's counts to a sum. */
  void addTo(LatencyClock clock, Histogram sum) {
    // A wildcard does not go through the choice of a clock.
    SlotLatency latency = clock.of(latencies);
    latency.addTo(sum);
  }

  /** What it takes of the budget. */
  int bytes() {
    int bytes = OVERHEAD + Double.BYTES * gauges.length + Long.BYTES * counts.length;
    for (SlotLatency latency : latencies.toList()) {
      bytes += latency.bytes();
    }
    return bytes;
  }
}
