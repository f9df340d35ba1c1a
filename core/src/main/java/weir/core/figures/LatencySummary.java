package weir.core.figures;

import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;

/**
 * One latency distribution in seven figures, in microseconds. With {@code count} 0 all others are
 * 0.
 *
 * @param count values recorded
 * @param meanMicros arithmetic mean
 * @param p50Micros median
 * @param p90Micros 90th percentile
 * @param p99Micros 99th percentile
 * @param p999Micros 99.9th percentile
 * @param maxMicros largest value, to the histogram's resolution
 */
public record LatencySummary(
    long count,
    double meanMicros,
    long p50Micros,
    long p90Micros,
    long p99Micros,
    long p999Micros,
    long maxMicros) {

  /** The summary of no values. */
  public static final LatencySummary EMPTY = new LatencySummary(0, 0, 0, 0, 0, 0, 0);

  /** Summaries of no events. */
  public static final Latencies<LatencySummary> NONE = Latencies.generate(() -> EMPTY);

  /** Summaries where there is no clock at all. */
  public static final Latencies<Optional<LatencySummary>> ABSENT =
      Latencies.generate(Optional::empty);

  /**
   * Summarises a histogram of microseconds.
   *
   * @param histogram the distribution; not modified
   * @return its summary
   */
  public static LatencySummary of(AbstractHistogram histogram) {
    return of(histogram, histogram.getMean());
  }

  /**
   * Summarises a histogram of which the mean is known.
   *
   * @param histogram the distribution, in microseconds; not modified
   * @param meanMicros its mean
   * @return its summary
   */
  public static LatencySummary of(AbstractHistogram histogram, double meanMicros) {
    if (histogram.getTotalCount() == 0) {
      return EMPTY;
    }
    return new LatencySummary(
        histogram.getTotalCount(),
        meanMicros,
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
