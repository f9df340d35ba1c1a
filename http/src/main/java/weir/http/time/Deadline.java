package weir.http.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When somebody has waited for long enough, on {@link System#nanoTime}. Immutable. */
public final class Deadline {

  /** A wait that is shorter may end at once, and again. */
  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  /**
   * Creates one that counts from now.
   *
   * @param timeout how long; of any length, 292 years at most
   * @return the deadline
   */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout));
  }

  /**
   * What is left.
   *
   * @return the time, 0 once it is over
   */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
  }

  /**
   * Whether nothing is left.
   *
   * @return true from then on
   */
  public boolean isOver() {
    return System.nanoTime() - atNanos >= 0;
  }

  /**
   * Waits until a monitor is notified, or this is over. To be called in a loop on what is waited
   * for, as any {@link Object#wait()}.
   *
   * @param monitor that the calling thread holds
   * @return false if it was over already: then there was no wait
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean await(Object monitor) throws InterruptedException {
    long leftNanos = atNanos - System.nanoTime();
    if (leftNanos <= 0) {
      return false;
    }
    TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(leftNanos, SHORTEST_WAIT_NANOS));
    return true;
  }
}
