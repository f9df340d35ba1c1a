package weir.core.worker;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a pool has trouble to start threads, and when to try again. Thread-safe. */
final class StartTrouble {

  private static final Logger LOG = LoggerFactory.getLogger(StartTrouble.class);
  private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int MAX_DOUBLINGS = 8;

  private final String poolName;

  /** Written under this object's lock; volatile for readers, which ask before every start. */
  private volatile @Nullable StartFailure failure;

  /** As {@link #failure}; it counts only while there is one. */
  private volatile long retryAtNanos;

  StartTrouble(String poolName) {
    this.poolName = poolName;
  }

  /**
   * Takes note of an attempt that failed.
   *
   * @param afterwards done as soon as that is noted, and before it is logged
   */
  void failed(Throwable cause, Runnable afterwards) {
    StartFailure now;
    synchronized (this) {
      StartFailure before = failure;
      long attempts = before == null ? 1 : before.attempts() + 1;
      long pauseNanos = MIN_PAUSE_NANOS << Math.min(attempts - 1, MAX_DOUBLINGS);
      retryAtNanos = System.nanoTime() + Math.min(MAX_PAUSE_NANOS, pauseNanos);
      now = new StartFailure(attempts, cause);
      failure = now;
    }
    afterwards.run();
    // Ever more rarely, so that trouble that stays does not fill the log.
    if (Long.bitCount(now.attempts()) == 1) {
      Shielded.log(
          () ->
              LOG.error(
                  "Pool {} can't start a thread (attempt {}) and will try again",
                  poolName,
                  now.attempts(),
                  cause));
    }
  }

  /** Takes note of an attempt that did not fail. */
  void succeeded() {
    if (failure == null) {
      return;
    }
    StartFailure before;
    synchronized (this) {
      before = failure;
      failure = null;
    }
    if (before != null) {
      Shielded.log(
          () ->
              LOG.info(
                  "Pool {} starts threads again, after {} failed attempts",
                  poolName,
                  before.attempts()));
    }
  }

  /** Lets the next attempt be made at once. */
  synchronized void retryNow() {
    retryAtNanos = System.nanoTime();
  }

  /** How long to wait before the next attempt; 0 or less if it is due. */
  long nanosToWait() {
    return failure == null ? 0 : retryAtNanos - System.nanoTime();
  }

  Optional<StartFailure> current() {
    return Optional.ofNullable(failure);
  }
}
