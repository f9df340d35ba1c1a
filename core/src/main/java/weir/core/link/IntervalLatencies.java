package weir.core.link;

/**
 * The latencies of the events that ended in one interval of time.
 *
 * @param intervalNanos length of the interval, in nanoseconds
 * @param latencies histograms of microseconds
 */
public record IntervalLatencies(long intervalNanos, Latencies<CompressedHistogram> latencies) {

  /** An interval of no length. */
  public static final IntervalLatencies EMPTY =
      new IntervalLatencies(0, Latencies.generate(() -> CompressedHistogram.EMPTY));

  /**
   * Merges this interval with the one that follows it.
   *
   * @param next the interval that starts where this one ends
   * @return one interval over both; every count is kept
   */
  public IntervalLatencies plus(IntervalLatencies next) {
    return new IntervalLatencies(
        intervalNanos + next.intervalNanos,
        latencies.zip(next.latencies, CompressedHistogram::plus));
  }

  /**
   * Response times.
   *
   * @return the histogram
   */
  public CompressedHistogram responseTime() {
    return latencies.responseTime();
  }

  /**
   * Service times.
   *
   * @return the histogram
   */
  public CompressedHistogram serviceTime() {
    return latencies.serviceTime();
  }

  /**
   * Wait times.
   *
   * @return the histogram
   */
  public CompressedHistogram waitTime() {
    return latencies.waitTime();
  }
}
