package weir.core.watch;

import java.util.concurrent.Semaphore;

/** How many tasks may run at once; it can be changed while they do. Thread-safe. */
final class TaskLimit {

  static final int MOST = 1_024;

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
    limit = newLimit;
    if (more > 0) {
      permits.release(more);
    } else {
      permits.take(-more);
    }
  }

  /** An interrupt is left for the task, which would have had it without a limit too. */
  void acquire() {
    permits.acquireUninterruptibly();
  }

  void release() {
    permits.release();
  }
}
