package weir.core.link;

/**
 * The latencies of the events that ended in one interval of time.
 *
 * @param intervalNanos length of the interval, in nanoseconds
 * @param waitTime accepted → claimed, in microseconds
 * @param serviceTime start → finish of the handler, in microseconds
 * @param responseTime accepted → finish, in microseconds
 */
public record IntervalLatencies(
    long intervalNanos,
    CompressedHistogram waitTime,
    CompressedHistogram serviceTime,
    CompressedHistogram responseTime) {

  /** An interval of no length. */
  public static final IntervalLatencies EMPTY =
      new IntervalLatencies(
          0, CompressedHistogram.EMPTY, CompressedHistogram.EMPTY, CompressedHistogram.EMPTY);

  /**
   * Merges this interval with the one that follows it.
   *
   * @param next the interval that starts where this one ends
   * @return one interval over both; every count is kept
   */
  public IntervalLatencies plus(IntervalLatencies next) {
    return new IntervalLatencies(
        intervalNanos + next.intervalNanos,
        waitTime.plus(next.waitTime),
        serviceTime.plus(next.serviceTime),
        responseTime.plus(next.responseTime));
  }
}
