package weir.desktop.model;

import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;

/**
 * What one snapshot adds to the past. Its arrays are not copied, and not changed.
 *
 * @param fromNanos end of the sample before it, on the server's uptime
 * @param toNanos its time, later than that
 * @param gauges in the order of {@link Gauge}; NaN where one is not known
 * @param counts in the order of {@link Tally}
 * @param latencies of the events that ended in between, in microseconds; only read
 */
record Sample(
    long fromNanos, long toNanos, double[] gauges, long[] counts, Latencies<Histogram> latencies) {

  double gauge(Gauge gauge) {
    return gauges[gauge.index()];
  }
}
