package weir.core.figures;

/**
 * Times of one clock, added up.
 *
 * @param count how many
 * @param micros their sum, in microseconds
 */
public record TimeSum(long count, double micros) {

  /** The sum of no times. */
  public static final TimeSum EMPTY = new TimeSum(0, 0);

  /**
   * Takes the sum out of a summary.
   *
   * @param summary of the times
   * @return their count and sum
   */
  public static TimeSum of(LatencySummary summary) {
    return new TimeSum(summary.count(), (double) summary.count() * summary.meanMicros());
  }

  /**
   * Adds other times.
   *
   * @param other of the same clock
   * @return the sum of both
   */
  public TimeSum plus(TimeSum other) {
    return new TimeSum(count + other.count, micros + other.micros);
  }
}
