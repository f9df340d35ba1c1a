package weir.core.resource;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import weir.core.settings.ResourceSettings;

/** How many can use the resource at a time; the others wait in order of arrival. Thread-safe. */
final class Connections {

  private static final int UNLIMITED = 1 << 30;

  /** Fair; below 0 permits after a reduction, until enough uses have ended. */
  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits() {
      super(UNLIMITED, true);
    }

    void reduce(int by) {
      reducePermits(by);
    }
  }

  private final Permits permits = new Permits();

  /** Callers in {@link #acquire}. Any caller adds and subtracts. */
  private final AtomicInteger waiting = new AtomicInteger();

  @GuardedBy("this")
  private int limit = UNLIMITED;

  /** Changes the limit; 0 for none. Uses under way go on. */
  synchronized void limitTo(int capacity) {
    int newLimit = capacity == 0 ? UNLIMITED : capacity;
    if (newLimit > limit) {
      permits.release(newLimit - limit);
    } else {
      permits.reduce(limit - newLimit);
    }
    limit = newLimit;
  }

  /** Waits for its turn, up to a timeout or {@link ResourceSettings#WAITS}. */
  boolean acquire(long timeoutNanos) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      if (timeoutNanos == ResourceSettings.WAITS) {
        permits.acquire();
        return true;
      }
      // The timed form queues behind those who wait, the untimed one would jump the queue.
      return permits.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }

  void release() {
    permits.release();
  }

  int waiting() {
    return waiting.get();
  }
}
