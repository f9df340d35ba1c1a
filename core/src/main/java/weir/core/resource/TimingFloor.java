package weir.core.resource;

import java.util.Arrays;

/**
 * How late sleeps end on this machine: the floor below which a service time means nothing.
 *
 * @param medianLateNanos half of the sleeps end at most this late
 * @param worstLateNanos the latest of them
 */
public record TimingFloor(long medianLateNanos, long worstLateNanos) {

  private static final int SLEEPS = 25;
  private static final long SLEEP_NANOS = 1_000_000;

  /**
   * Measures it; takes about 25 ms.
   *
   * @return the floor
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static TimingFloor measure() throws InterruptedException {
    DeadlineSleeper sleeper = new DeadlineSleeper();
    long[] late = new long[SLEEPS];
    for (int index = 0; index < SLEEPS; index++) {
      long deadlineNanos = System.nanoTime() + SLEEP_NANOS;
      sleeper.sleepUntil(deadlineNanos);
      late[index] = System.nanoTime() - deadlineNanos;
    }
    Arrays.sort(late);
    return new TimingFloor(late[SLEEPS / 2], late[SLEEPS - 1]);
  }
}
