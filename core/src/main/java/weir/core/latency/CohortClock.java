package weir.core.latency;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import weir.core.figures.LatencySummary;

/** One latency of a cohort's events, in microseconds. Not thread-safe. */
final class CohortClock {

  private static final int SIGNIFICANT_DIGITS = 2;

  private final IntCountsHistogram histogram = new IntCountsHistogram(SIGNIFICANT_DIGITS);
  private double sumMicros;
  private LatencySummary summary = LatencySummary.EMPTY;

  CohortClock() {
    histogram.setAutoResize(true);
  }

  void add(Histogram ended) {
    if (ended.getTotalCount() > 0) {
      histogram.add(ended);
      sumMicros += ended.getMean() * (double) ended.getTotalCount();
      summary = LatencySummary.EMPTY;
    }
  }

  void clear() {
    histogram.reset();
    sumMicros = 0;
    summary = LatencySummary.EMPTY;
  }

  long count() {
    return histogram.getTotalCount();
  }

  double sumMicros() {
    return sumMicros;
  }

  /** The mean is that of the finer histograms which were added. */
  LatencySummary summary() {
    if (summary.count() != histogram.getTotalCount()) {
      LatencySummary coarse = LatencySummary.of(histogram);
      summary =
          new LatencySummary(
              coarse.count(),
              sumMicros / (double) coarse.count(),
              coarse.p50Micros(),
              coarse.p90Micros(),
              coarse.p99Micros(),
              coarse.p999Micros(),
              coarse.maxMicros());
    }
    return summary;
  }
}
