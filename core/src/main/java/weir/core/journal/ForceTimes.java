package weir.core.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** How long forces took. Thread-safe. */
final class ForceTimes {

  private static final int SECONDS = 10;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** The longest of each of the last seconds, and which second that was. */
  @GuardedBy("this")
  private final long[] longestNanos = new long[SECONDS];

  @GuardedBy("this")
  private final long[] second = new long[SECONDS];

  @GuardedBy("this")
  private long count;

  @GuardedBy("this")
  private long lastNanos;

  private final long originNanos = System.nanoTime();

  ForceTimes() {}

  synchronized void add(long tookNanos, long nowNanos) {
    long current = secondOf(nowNanos);
    int slot = (int) (current % SECONDS);
    longestNanos[slot] =
        second[slot] == current ? Math.max(longestNanos[slot], tookNanos) : tookNanos;
    second[slot] = current;
    count++;
    lastNanos = tookNanos;
  }

  /** Counted from 1, so that an empty slot is of no second. */
  private long secondOf(long nowNanos) {
    return (nowNanos - originNanos) / SECOND_NANOS + 1;
  }

  synchronized long count() {
    return count;
  }

  synchronized long lastNanos() {
    return lastNanos;
  }

  synchronized long longestNanos(long nowNanos) {
    long oldest = secondOf(nowNanos) - SECONDS;
    long longest = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] > oldest && second[slot] > 0) {
        longest = Math.max(longest, longestNanos[slot]);
      }
    }
    return longest;
  }
}
