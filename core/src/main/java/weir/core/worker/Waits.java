package weir.core.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How callers wait for a pool: nobody signals them, which would cost every event. */
final class Waits {

  private static final long POLL_NANOS = 500_000;

  private Waits() {}

  /**
   * The nanoseconds of a duration; one that is too long for them is the longest there is, and one
   * below 0 is 0, since what has passed is taken from it.
   */
  static long toNanos(Duration duration) {
    return Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
  }

  /** Waits until a condition holds; false if it does not in time. */
  static boolean until(BooleanSupplier condition, Duration timeout) throws InterruptedException {
    long startedNanos = System.nanoTime();
    long timeoutNanos = toNanos(timeout);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - startedNanos >= timeoutNanos) {
        return false;
      }
      pause(POLL_NANOS);
    }
    return true;
  }

  static void pause(long nanos) throws InterruptedException {
    LockSupport.parkNanos(nanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
