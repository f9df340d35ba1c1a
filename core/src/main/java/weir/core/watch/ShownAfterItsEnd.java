package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** What has ended stays for a while, so that people see it. Thread-safe. */
final class ShownAfterItsEnd {

  private static final long SHOWN_NANOS = 10_000_000_000L;

  /** Since when it has ended; null while it has not. */
  @GuardedBy("this")
  private @Nullable Long endedNanos;

  ShownAfterItsEnd() {}

  /**
   * Whether it has been seen for long enough.
   *
   * @param ended whether it has ended by now; it may start again
   */
  synchronized boolean isOver(boolean ended) {
    long nowNanos = System.nanoTime();
    if (!ended) {
      endedNanos = null;
    } else if (endedNanos == null) {
      endedNanos = nowNanos;
    }
    return endedNanos != null && nowNanos - endedNanos >= SHOWN_NANOS;
  }
}
