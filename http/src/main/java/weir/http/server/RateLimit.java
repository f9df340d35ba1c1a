package weir.http.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one in a second pass: what clients can cause as often as they like must not fill a disk.
 * Thread-safe.
 */
final class RateLimit {

  /** Answered to whoever may not pass. */
  static final long KEPT_BACK = -1;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Those kept back since the last one that passed. */
  private final AtomicLong keptBack = new AtomicLong();

  /** When the next one may pass. The thread that moves it on passes. */
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  RateLimit() {}

  /**
   * Asks to pass.
   *
   * @return how many were kept back before this one, or {@link #KEPT_BACK}
   */
  long pass() {
    long due = nextNanos.get();
    long nowNanos = System.nanoTime();
    if (nowNanos - due >= 0 && nextNanos.compareAndSet(due, nowNanos + PAUSE_NANOS)) {
      return keptBack.getAndSet(0);
    }
    keptBack.incrementAndGet();
    return KEPT_BACK;
  }
}
