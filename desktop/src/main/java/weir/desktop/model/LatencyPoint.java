package weir.desktop.model;

import org.HdrHistogram.Histogram;

/**
 * One latency of the events that ended in one bucket of time, from one merged histogram.
 *
 * @param uptimeNanos end of the bucket (of its last sample, while it is open), on the server's
 *     uptime
 * @param count events
 * @param p50Micros median, in microseconds
 * @param p99Micros 99th percentile, in microseconds; {@link #TOO_FEW} where fewer than {@link
 *     #SAMPLES_FOR_P99} events would make it a false figure
 * @param maxMicros slowest, in microseconds
 * @param meanMicros arithmetic mean, in microseconds
 */
public record LatencyPoint(
    long uptimeNanos,
    long count,
    long p50Micros,
    long p99Micros,
    long maxMicros,
    double meanMicros) {

  /** Events that a 99th percentile needs: with fewer it is only another name for the maximum. */
  public static final int SAMPLES_FOR_P99 = 100;

  /** Stands for a percentile that was not computed. */
  public static final long TOO_FEW = -1;

  static LatencyPoint of(long uptimeNanos, Histogram micros) {
    long count = micros.getTotalCount();
    return new LatencyPoint(
        uptimeNanos,
        count,
        micros.getValueAtPercentile(50),
        count < SAMPLES_FOR_P99 ? TOO_FEW : micros.getValueAtPercentile(99),
        micros.getMaxValue(),
        micros.getMean());
  }

  /**
   * Whether the bucket has events enough for its 99th percentile.
   *
   * @return true if {@code p99Micros} is a figure
   */
  public boolean hasP99() {
    return p99Micros != TOO_FEW;
  }
}
