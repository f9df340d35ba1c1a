package weir.core.resource;

import java.util.Arrays;

/**
 * How late sleeps end on this machine: the floor below which a service time means nothing.
 *
 * @param medianLateNanos half of the sleeps end at most this late
 * @param worstLateNanos the latest of them
 */
public record TimingFloor(long medianLateNanos, long worstLateNanos) {

  private static final int SLEEPS = 15;
  private static final long SLEEP_NANOS = 700_000;

  /**
   * Measures it; takes about 10 ms. An interrupt ends the measurement early and stays pending.
   *
   * @return the floor, by the sleeps that were completed
   */
  public static TimingFloor measure() {
    DeadlineSleeper sleeper = new DeadlineSleeper();
    long[] late = new long[SLEEPS];
    for (int index = 0; index < SLEEPS; index++) {
      long deadlineNanos = System.nanoTime() + SLEEP_NANOS;
      try {
        sleeper.sleepUntil(deadlineNanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TimingFloor(late[Math.max(0, index - 1)], late[Math.max(0, index - 1)]);
      }
      late[index] = System.nanoTime() - deadlineNanos;
    }
    Arrays.sort(late);
    return new TimingFloor(late[SLEEPS / 2], late[SLEEPS - 1]);
  }
}
