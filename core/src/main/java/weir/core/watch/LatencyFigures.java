package weir.core.watch;

import weir.core.figures.LatencySummary;

/** A {@link LatencySummary} as JMX carries it: composite data of the getters. Immutable. */
public final class LatencyFigures {

  private final LatencySummary summary;

  LatencyFigures(LatencySummary summary) {
    this.summary = summary;
  }

  /**
   * Values recorded.
   *
   * @return count
   */
  public long getCount() {
    return summary.count();
  }

  /**
   * Arithmetic mean.
   *
   * @return microseconds
   */
  public double getMeanMicros() {
    return summary.meanMicros();
  }

  /**
   * Median.
   *
   * @return microseconds
   */
  public long getP50Micros() {
    return summary.p50Micros();
  }

  /**
   * 90th percentile.
   *
   * @return microseconds
   */
  public long getP90Micros() {
    return summary.p90Micros();
  }

  /**
   * 99th percentile.
   *
   * @return microseconds
   */
  public long getP99Micros() {
    return summary.p99Micros();
  }

  /**
   * 99.9th percentile.
   *
   * @return microseconds
   */
  public long getP999Micros() {
    return summary.p999Micros();
  }

  /**
   * Largest value.
   *
   * @return microseconds
   */
  public long getMaxMicros() {
    return summary.maxMicros();
  }
}
