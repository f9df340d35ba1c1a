package weir.core.watch;

import javax.management.openmbean.CompositeData;
import javax.management.openmbean.InvalidKeyException;
import weir.core.figures.LatencySummary;

/** A {@link LatencySummary} as JMX carries it: composite data of the getters. Immutable. */
public final class LatencyFigures {

  private final LatencySummary summary;

  LatencyFigures(LatencySummary summary) {
    this.summary = summary;
  }

  /**
   * Makes them of what JMX has carried, for proxies of {@link SourceMXBean}.
   *
   * @param data as of these getters
   * @return the same figures
   * @throws IllegalArgumentException if the data is of something else
   */
  @SuppressWarnings("exports") // whoever calls it has JMX
  public static LatencyFigures from(CompositeData data) {
    try {
      return new LatencyFigures(
          new LatencySummary(
              (long) data.get("count"),
              (double) data.get("meanMicros"),
              (long) data.get("p50Micros"),
              (long) data.get("p90Micros"),
              (long) data.get("p99Micros"),
              (long) data.get("p999Micros"),
              (long) data.get("maxMicros")));
    } catch (InvalidKeyException | ClassCastException e) {
      throw new IllegalArgumentException("these are no latency figures: " + data, e);
    }
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
