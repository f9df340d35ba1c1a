package weir.core.resource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps to a deadline. The system wakes a thread some 50 to 100 µs late; so the last bit is spun,
 * while there are cores to spare for it and it does not add up to more than a quarter of them.
 * Thread-safe.
 */
final class DeadlineSleeper {

  private static final long SPIN_NANOS = 100_000;
  private static final int SHARE = 4;

  /** Spinning may be this far ahead of its share. */
  private static final long BURST_NANOS = 20_000_000;

  private final int spareCores;

  /** Threads that spin. Any caller adds and subtracts. */
  private final AtomicInteger spinners = new AtomicInteger();

  /** Until when the share is used up, on the monotonic clock. Moved on by CAS. */
  private final AtomicLong usedUntilNanos = new AtomicLong(System.nanoTime());

  DeadlineSleeper() {
    this(Runtime.getRuntime().availableProcessors() - 1);
  }

  DeadlineSleeper(int spareCores) {
    this.spareCores = spareCores;
  }

  /**
   * Returns at the deadline, or a little later.
   *
   * @throws InterruptedException if the calling thread is interrupted; at once
   */
  void sleepUntil(long deadlineNanos) throws InterruptedException {
    long leftNanos = deadlineNanos - System.nanoTime();
    while (leftNanos > 0) {
      if (leftNanos <= SPIN_NANOS && maySpin(leftNanos)) {
        spinUntil(deadlineNanos);
      } else {
        LockSupport.parkNanos(this, leftNanos > SPIN_NANOS ? leftNanos - SPIN_NANOS : leftNanos);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while using the resource");
      }
      leftNanos = deadlineNanos - System.nanoTime();
    }
  }

  private boolean maySpin(long nanos) {
    if (spinners.get() >= spareCores) {
      return false;
    }
    long cost = nanos * SHARE / spareCores;
    while (true) {
      long used = usedUntilNanos.get();
      long nowNanos = System.nanoTime();
      long from = used - nowNanos > 0 ? used : nowNanos;
      if (from + cost - nowNanos > BURST_NANOS) {
        return false;
      }
      if (usedUntilNanos.compareAndSet(used, from + cost)) {
        return true;
      }
    }
  }

  private void spinUntil(long deadlineNanos) {
    spinners.incrementAndGet();
    while (deadlineNanos - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    spinners.decrementAndGet();
  }
}
