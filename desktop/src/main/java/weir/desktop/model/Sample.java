package weir.desktop.model;

import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;

/** What one snapshot adds to the past. Immutable: the arrays it takes are not changed any more. */
final class Sample {

  private final long fromNanos;
  private final long toNanos;
  private final double[] gauges;
  private final long[] counts;
  private final Latencies<CompressedHistogram> latencies;

  /**
   * Creates a sample.
   *
   * @param fromNanos end of the sample before it, on the server's uptime
   * @param toNanos its time, later than that
   * @param gauges in the order of {@link Gauge}; NaN where one is not known
   * @param counts in the order of {@link Tally}
   * @param latencies of the events that ended in between, in microseconds; only read
   */
  Sample(
      long fromNanos,
      long toNanos,
      double[] gauges,
      long[] counts,
      Latencies<CompressedHistogram> latencies) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.gauges = gauges;
    this.counts = counts;
    this.latencies = latencies;
  }

  long fromNanos() {
    return fromNanos;
  }

  long toNanos() {
    return toNanos;
  }

  double gauge(Gauge gauge) {
    return gauges[gauge.index()];
  }

  double gauge(int index) {
    return gauges[index];
  }

  long count(int index) {
    return counts[index];
  }

  Latencies<CompressedHistogram> latencies() {
    return latencies;
  }
}
