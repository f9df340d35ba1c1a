package weir.http.load;

import java.util.List;
import java.util.SplittableRandom;

/**
 * When requests are meant to be sent. Made before anything is sent and blind to the answers: a slow
 * server does not make its users come later. An instance is used once, by one thread.
 */
@FunctionalInterface
public interface Schedule {

  /** As {@link #nextNanos()}: there is no further request. */
  long END = -1;

  /** Nanoseconds of a second. */
  double SECOND = 1e9;

  /**
   * The next intended time.
   *
   * @return nanoseconds since the start, at or after the one before; {@link #END} if there is none
   */
  long nextNanos();

  /**
   * Requests at equal distances.
   *
   * @param perSecond rate, above 0
   * @return the schedule, without end
   */
  static Schedule constant(double perSecond) {
    checkRate(perSecond);
    long[] sent = {0};
    return () -> Math.round(sent[0]++ * SECOND / perSecond);
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
    return () -> {
      next[0] -= Math.log(1 - random.nextDouble()) * SECOND / perSecond;
      return Math.round(next[0]);
    };
  }

  /**
   * A burst: requests that are all meant for the start.
   *
   * @param size requests, 1 or more
   * @return the schedule
   */
  static Schedule burst(int size) {
    return bursts(size, 1).upTo(size, Long.MAX_VALUE);
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
    return () -> sent[0]++ / size * everyNanos;
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
    return () -> {
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
  }

  /**
   * A recorded trace.
   *
   * @param times nanoseconds since the start, in order
   * @return the schedule
   */
  static Schedule replay(long[] times) {
    int[] next = {0};
    return () -> next[0] < times.length ? times[next[0]++] : END;
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
    return () -> {
      long next = nextNanos();
      return next == END ? END : Math.round(next / speed);
    };
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
    return () -> {
      if (sent[0] >= count) {
        return END;
      }
      sent[0]++;
      long next = nextNanos();
      return next >= durationNanos ? END : next;
    };
  }

  private static void checkRate(double perSecond) {
    if (!(perSecond > 0) || perSecond > 10_000_000) {
      throw new IllegalArgumentException(
          "a rate must be above 0 and up to 10,000,000 a second, and " + perSecond + " is not");
    }
  }
}
