package weir.http.load;

import java.util.Locale;

/**
 * Arrivals that were recorded.
 *
 * @param schedule when to send; used once
 * @param requests how many there are
 * @param text what was read, for people, without the file
 */
public record Trace(Schedule schedule, long requests, String text) {

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
        String.format(
            Locale.ROOT,
            "%,d requests, the last after %s; %s",
            times.length,
            seconds(times[times.length - 1]),
            origin));
  }

  static Trace ofCounts(
      long[] starts, long[] counts, long intervalNanos, boolean random, long seed, String origin) {
    long sum = 0;
    long most = 0;
    for (long count : counts) {
      sum += count;
      most = Math.max(most, count);
    }
    long lengthNanos = starts[starts.length - 1] + intervalNanos;
    return new Trace(
        Schedule.counted(starts, counts, intervalNanos, random, seed),
        sum,
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
