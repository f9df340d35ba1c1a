package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * How many events a worker takes at once. To fetch takes some milliseconds, for one event as for a
 * hundred; and what a worker holds, workers that are added can't take. So it is one, where handling
 * takes longer than fetching, and as many as are handled in a tenth of a second elsewhere.
 * Thread-safe.
 */
final class FetchPace {

  /** More than this must be worth it: to change it, a worker leaves the group and joins anew. */
  private static final int STEP = 4;

  private static final int MOST = 256;
  private static final long SHORTEST_HOLD_NANOS = 25_000_000;
  private static final long LONGEST_HOLD_NANOS = 200_000_000;

  /** Events that the mean looks back on. */
  private static final double MEMORY = 32;

  /** A few events say nothing, and are not worth it. */
  private static final int LEAST_EVENTS = 64;

  @GuardedBy("this")
  private double meanNanos = SHORTEST_HOLD_NANOS;

  @GuardedBy("this")
  private int records = 1;

  /** Events handled since that was changed. */
  @GuardedBy("this")
  private long since;

  FetchPace() {}

  /**
   * Adds what was seen.
   *
   * @param events handled, 1 or more
   * @param nanos that they took together
   */
  synchronized void handled(int events, long nanos) {
    double weight = events / (events + MEMORY);
    meanNanos += ((double) nanos / events - meanNanos) * weight;
    since += events;
    // What a batch that takes too long still holds, others can't take: that can't wait for more.
    if (since < LEAST_EVENTS && nanos <= LONGEST_HOLD_NANOS) {
      return;
    }
    if (since >= LEAST_EVENTS && records < MOST && meanNanos * records <= SHORTEST_HOLD_NANOS) {
      records *= STEP;
      since = 0;
    }
    while (records > 1 && meanNanos * records > LONGEST_HOLD_NANOS) {
      records /= STEP;
      since = 0;
    }
  }

  /** How many to take at once, 1 to 256. */
  synchronized int records() {
    return records;
  }
}
