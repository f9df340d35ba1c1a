package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Adds up the time that there were workers. Thread-safe. */
final class AliveTime {

  @GuardedBy("this")
  private int workers;

  @GuardedBy("this")
  private long sinceNanos = System.nanoTime();

  @GuardedBy("this")
  private long totalNanos;

  AliveTime() {}

  /** From now on there are so many. */
  synchronized void change(int now) {
    totalNanos = nanos();
    sinceNanos = System.nanoTime();
    workers = now;
  }

  /** Time of all workers so far, in nanoseconds; never falls. */
  synchronized long nanos() {
    return totalNanos + workers * (System.nanoTime() - sinceNanos);
  }
}
