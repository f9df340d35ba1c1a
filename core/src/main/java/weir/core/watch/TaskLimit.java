package weir.core.watch;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** How many tasks may run at once; it can be changed while they do. Thread-safe. */
final class TaskLimit {

  static final int MOST = 1_024;

  /** More than there can be threads that wait. */
  private static final int LIFTED = 1 << 30;

  /** A semaphore that can be owed permits. */
  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1;

    Permits(int permits) {
      super(permits, true);
    }

    void take(int permits) {
      reducePermits(permits);
    }
  }

  private final Permits permits;

  /** Written under this. */
  private volatile int limit;

  /** Whether there is no limit any more. Written under this, once. */
  private volatile boolean isLifted;

  TaskLimit(int limit) {
    permits = new Permits(checked(limit));
    this.limit = limit;
  }

  private static int checked(int limit) {
    if (limit < 0 || limit > MOST) {
      throw new IllegalArgumentException(
          "the limit must be from 0 to " + MOST + ", and " + limit + " is not");
    }
    return limit;
  }

  int limit() {
    return limit;
  }

  /** At once: tasks that run beyond a lower limit are finished. */
  synchronized void set(int newLimit) {
    int more = checked(newLimit) - limit;
    if (isLifted) {
      return;
    }
    limit = newLimit;
    if (more > 0) {
      permits.release(more);
    } else {
      permits.take(-more);
    }
  }

  /** For good: all that wait go on, and nobody waits any more. */
  synchronized void lift() {
    if (!isLifted) {
      isLifted = true;
      permits.release(LIFTED);
    }
  }

  /**
   * Waits for a permit. An interrupt is left for the task, which would have had it without a limit
   * too; once the executor is shut down it ends the wait as well, since that is how an executor is
   * ended at once, tasks that run among others.
   *
   * @return whether there is one to release
   */
  boolean acquire(BooleanSupplier isShutdown) {
    boolean interrupted = false;
    try {
      while (!isLifted) {
        try {
          permits.acquire();
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
          if (isShutdown.getAsBoolean()) {
            return false;
          }
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void release() {
    permits.release();
  }
}
