package weir.http.load;

import java.util.Locale;

/**
 * Arrivals that were recorded.
 *
 * @param schedule when to send; used once
 * @param requests how many there are
 * @param mostPerSecond the highest rate of an interval; 0 where each request has its own time
 * @param text what was read, for people, without the file
 */
public record Trace(Schedule schedule, long requests, double mostPerSecond, String text) {

  /** 2001 to 2100: numbers of such a size are no times since the start of a load. */
  private static final double EARLIEST_EPOCH_SECONDS = 1e9;

  private static final double LATEST_EPOCH_SECONDS = 4.2e9;

  static boolean isSince1970(long nanos) {
    return nanos >= EARLIEST_EPOCH_SECONDS * 1e9 && nanos <= LATEST_EPOCH_SECONDS * 1e9;
  }

  static Trace ofTimes(long[] times, String origin) {
    return new Trace(
        Schedule.replay(times),
        times.length,
        0,
        String.format(
            Locale.ROOT,
            "%,d requests, the last after %s; %s",
            times.length,
            seconds(times[times.length - 1]),
            origin));
  }

  /**
   * When to send, faster or slower.
   *
   * @param speed 2 for twice as many requests in the same time
   * @return the schedule; used once
   * @throws IllegalArgumentException if that is too fast or too slow; the message says so
   */
  public Schedule atSpeed(double speed) {
    if (speed == 1) {
      return schedule;
    }
    Schedule other = schedule.atSpeed(speed);
    checkRate(mostPerSecond * speed);
    return other;
  }

  private static void checkRate(double perSecond) {
    if (perSecond > Schedule.MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the trace has up to %,.0f requests a second, and a load sends %,.0f at most: choose a"
                  + " lower speed, or look whether the column and the unit are right",
              perSecond,
              Schedule.MOST_PER_SECOND));
    }
  }

  static Trace ofCounts(
      long[] starts, long[] counts, long intervalNanos, boolean random, long seed, String origin) {
    long sum = 0;
    long most = 0;
    for (long count : counts) {
      sum += count;
      most = Math.max(most, count);
    }
    // What is more would not fit the sum either.
    double mostPerSecond = most * Schedule.SECOND / intervalNanos;
    checkRate(mostPerSecond);
    long lengthNanos = starts[starts.length - 1] + intervalNanos;
    return new Trace(
        Schedule.counted(starts, counts, intervalNanos, random, seed),
        sum,
        mostPerSecond,
        String.format(
            Locale.ROOT,
            "%,d requests over %s, %,.1f/s and at most %,d in %s; %s; %s",
            sum,
            seconds(lengthNanos),
            sum / (lengthNanos / 1e9),
            most,
            seconds(intervalNanos),
            origin,
            random
                ? "at random within each interval, as Poisson arrivals are (spread=even spaces them"
                    + " evenly)"
                : "spaced evenly within each interval (spread=poisson puts them at random)"));
  }

  private static String seconds(long nanos) {
    return nanos < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.3f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
