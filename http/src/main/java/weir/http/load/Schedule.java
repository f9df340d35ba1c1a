package weir.http.load;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * When requests are meant to be sent. Made before anything is sent and blind to the answers: a slow
 * server does not make its users come later. An instance is used once, by one thread.
 */
public interface Schedule {

  /** As {@link #nextNanos()}: there is no further request. */
  long END = -1;

  /** Nanoseconds of a second. */
  double SECOND = 1e9;

  /** More requests than that in a second no generator could as much as count in time. */
  double MOST_PER_SECOND = 10_000_000;

  /**
   * The next intended time.
   *
   * @return nanoseconds since the start, at or after the one before; {@link #END} if there is none
   */
  long nextNanos();

  /**
   * When the load is meant to end: its requests over this time are the rate that is offered. Three
   * at one a second are meant to take three seconds, although the last is sent after two.
   *
   * @return nanoseconds since the start; known once {@link #nextNanos()} has returned {@link #END}
   */
  long endNanos();

  private static Schedule of(LongSupplier next, LongSupplier end) {
    return new Schedule() {
      @Override
      public long nextNanos() {
        return next.getAsLong();
      }

      @Override
      public long endNanos() {
        return end.getAsLong();
      }
    };
  }

  private static Schedule endless(LongSupplier next) {
    return of(next, () -> Long.MAX_VALUE);
  }

  /**
   * Requests at equal distances.
   *
   * @param perSecond rate, above 0
   * @return the schedule, without end
   */
  static Schedule constant(double perSecond) {
    checkRate(perSecond);
    long[] sent = {0};
    return endless(() -> Math.round(sent[0]++ * SECOND / perSecond));
  }

  /**
   * Requests of many users who do not know of each other: a Poisson process.
   *
   * @param perSecond mean rate, above 0
   * @param seed the same seed gives the same times
   * @return the schedule, without end
   */
  static Schedule poisson(double perSecond, long seed) {
    checkRate(perSecond);
    SplittableRandom random = new SplittableRandom(seed);
    double[] next = {0};
    return endless(
        () -> {
          next[0] -= Math.log(1 - random.nextDouble()) * SECOND / perSecond;
          return Math.round(next[0]);
        });
  }

  /**
   * A burst: requests that are all meant for the start.
   *
   * @param size requests, 1 or more
   * @return the schedule
   */
  static Schedule burst(int size) {
    Schedule burst = bursts(size, 1).upTo(size, Long.MAX_VALUE);
    return of(burst::nextNanos, () -> 0);
  }

  /**
   * Bursts, one after the other.
   *
   * @param size requests of a burst, 1 or more
   * @param everyNanos time from burst to burst, above 0
   * @return the schedule, without end
   */
  static Schedule bursts(int size, long everyNanos) {
    if (size < 1) {
      throw new IllegalArgumentException("a burst must have 1 request or more, not " + size);
    }
    if (everyNanos <= 0) {
      throw new IllegalArgumentException(
          "the time between bursts must be above 0: choose one such as 5s");
    }
    long[] sent = {0};
    return endless(() -> sent[0]++ / size * everyNanos);
  }

  /**
   * Poisson arrivals whose rate changes in steps.
   *
   * @param perSecond the rates, one after the other, each 0 or more
   * @param stepNanos length of each step, above 0
   * @param seed the same seed gives the same times
   * @return the schedule; ends with the last step
   */
  static Schedule steps(List<Double> perSecond, long stepNanos, long seed) {
    if (perSecond.isEmpty() || stepNanos <= 0) {
      throw new IllegalArgumentException("steps need a rate at least, and a length above 0");
    }
    for (double rate : perSecond) {
      if (rate != 0) {
        checkRate(rate);
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] now = {0};
    LongSupplier next =
        () -> {
          // Unit-rate time left to the next arrival, used up faster where the rate is higher.
          double left = -Math.log(1 - random.nextDouble());
          while (true) {
            int step = (int) (now[0] / stepNanos);
            if (step >= perSecond.size()) {
              return END;
            }
            double endOfStep = (step + 1.0) * stepNanos;
            double perNano = perSecond.get(step) / SECOND;
            double used = (endOfStep - now[0]) * perNano;
            if (used >= left && perNano > 0) {
              now[0] += left / perNano;
              return Math.round(now[0]);
            }
            left -= used;
            now[0] = endOfStep;
          }
        };
    return of(next, () -> perSecond.size() * stepNanos);
  }

  /**
   * A recorded trace.
   *
   * @param times nanoseconds since the start, in order
   * @return the schedule
   */
  static Schedule replay(long[] times) {
    int[] next = {0};
    return of(
        () -> next[0] < times.length ? times[next[0]++] : END,
        () -> times.length == 0 ? 0 : times[times.length - 1]);
  }

  /**
   * Requests that were counted by the interval.
   *
   * @param startNanos where each interval starts, in order
   * @param counts requests of each interval
   * @param intervalNanos length of each, above 0
   * @param random true for requests at random in their interval, as a Poisson process has them if
   *     their number is known; false for equal distances
   * @param seed the same seed gives the same times
   * @return the schedule; ends with the last interval
   */
  static Schedule counted(
      long[] startNanos, long[] counts, long intervalNanos, boolean random, long seed) {
    SplittableRandom numbers = new SplittableRandom(seed);
    int[] interval = {0};
    long[] sent = {0};
    double[] place = {0};
    LongSupplier next =
        () -> {
          while (interval[0] < counts.length && sent[0] == counts[interval[0]]) {
            interval[0]++;
            sent[0] = 0;
            place[0] = 0;
          }
          if (interval[0] == counts.length) {
            return END;
          }
          if (random) {
            // The smallest of those that are left, evenly distributed over what is left.
            double left = counts[interval[0]] - (double) sent[0];
            place[0] += (1 - place[0]) * (1 - Math.pow(1 - numbers.nextDouble(), 1 / left));
          } else {
            place[0] = sent[0] / (double) counts[interval[0]];
          }
          sent[0]++;
          return startNanos[interval[0]] + (long) (place[0] * intervalNanos);
        };
    return of(next, () -> counts.length == 0 ? 0 : startNanos[counts.length - 1] + intervalNanos);
  }

  /**
   * This schedule, faster or slower.
   *
   * @param speed 2 for twice as many requests in the same time, from 0.001 to 1,000
   * @return the schedule with its times divided by the speed
   */
  default Schedule atSpeed(double speed) {
    if (!(speed >= 0.001 && speed <= 1_000)) {
      throw new IllegalArgumentException(
          "the speed must be from 0.001 to 1000, and " + speed + " is not");
    }
    return of(
        () -> {
          long next = nextNanos();
          return next == END ? END : Math.round(next / speed);
        },
        () -> Math.round(endNanos() / speed));
  }

  /**
   * This schedule, cut short.
   *
   * @param count most requests
   * @param durationNanos requests at or after this time are left out
   * @return the shorter schedule
   */
  default Schedule upTo(long count, long durationNanos) {
    long[] sent = {0};
    long[] end = {durationNanos};
    boolean[] over = {false};
    LongSupplier next =
        () -> {
          // What would come after the last one tells how long so many are meant to take.
          long at = over[0] ? END : nextNanos();
          if (at != END && at < durationNanos && sent[0] < count) {
            sent[0]++;
            return at;
          }
          if (!over[0]) {
            over[0] = true;
            end[0] = Math.min(durationNanos, at == END ? endNanos() : at);
          }
          return END;
        };
    return of(next, () -> end[0]);
  }

  private static void checkRate(double perSecond) {
    if (!(perSecond > 0) || perSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "a rate must be above 0 and up to 10,000,000 a second, and " + perSecond + " is not");
    }
  }
}
