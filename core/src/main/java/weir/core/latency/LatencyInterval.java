package weir.core.latency;

import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;

/** The latencies of a set of events, in microseconds. Not thread-safe. */
final class LatencyInterval {

  private final Latencies<Histogram> latencies = Latencies.generate(LatencyRange::newHistogram);
  private long overRange;

  void add(Latencies<Histogram> others) {
    latencies.zip(
        others,
        (mine, other) -> {
          if (other.getTotalCount() > 0) {
            mine.add(other);
          }
          return mine;
        });
  }

  void addOverRange(long count) {
    overRange += count;
  }

  /** Adds another interval's events to this one. */
  void add(LatencyInterval other) {
    if (!other.isEmpty()) {
      add(other.latencies);
      addOverRange(other.overRange);
    }
  }

  /** Forgets every event. */
  void clear() {
    for (Histogram histogram : latencies.toList()) {
      if (histogram.getTotalCount() > 0) {
        histogram.reset();
      }
    }
    overRange = 0;
  }

  /** Whether nothing was added since the start or the last {@link #clear()}. */
  boolean isEmpty() {
    return latencies.toList().stream().allMatch(histogram -> histogram.getTotalCount() == 0);
  }

  /** The histograms themselves; read only. */
  Latencies<Histogram> latencies() {
    return latencies;
  }

  /** Latencies above the range, recorded as its end. */
  long overRange() {
    return overRange;
  }
}
