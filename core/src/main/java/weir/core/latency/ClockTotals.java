package weir.core.latency;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;

/**
 * One latency of all events of a kind, in microseconds: as coarse a histogram as suits, and the
 * mean of the fine ones. The sum for the mean is kept, and summaries are made when they are asked
 * for: both take a pass over all counts. Not thread-safe.
 */
final class ClockTotals {

  /** In the place of a time: the event did not use the resource. */
  static final long NONE = -1;

  private final AbstractHistogram histogram;

  /** Of the middles of the finest buckets, as a histogram's own mean is made of. */
  private double sumMicros;

  private LatencySummary summary = LatencySummary.EMPTY;

  ClockTotals(AbstractHistogram empty) {
    histogram = empty;
  }

  void add(Histogram ended) {
    if (ended.getTotalCount() > 0) {
      histogram.add(ended);
      sumMicros += ended.getMean() * (double) ended.getTotalCount();
    }
  }

  /** Adds those of some events, see {@link EventJournal}. */
  void add(long[] micros, int from, int to) {
    for (int place = from; place < to; place++) {
      long value = micros[place];
      if (value != NONE) {
        histogram.recordValue(value);
        sumMicros += LatencyRange.middleMicros(value);
      }
    }
  }

  void addTo(Histogram sum) {
    if (count() > 0) {
      sum.add(histogram);
    }
  }

  void clear() {
    if (histogram.getTotalCount() > 0) {
      histogram.reset();
    }
    sumMicros = 0;
    summary = LatencySummary.EMPTY;
  }

  long count() {
    return histogram.getTotalCount();
  }

  double sumMicros() {
    return sumMicros;
  }

  LatencySummary summary() {
    long count = histogram.getTotalCount();
    if (summary.count() != count) {
      summary = LatencySummary.of(histogram, sumMicros / (double) count);
    }
    return summary;
  }
}
