package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;

/**
 * Adds up the time that there were workers, by how many there are at each look. Of those that are
 * wanted and those that are there, the more count: a worker that goes on after the limit was
 * lowered is there, and one that is not started yet could be. Thread-safe.
 */
final class WorkerClock {

  @GuardedBy("this")
  private long countedNanos = System.nanoTime();

  @GuardedBy("this")
  private long workerNanos;

  WorkerClock() {}

  /**
   * Counts until now.
   *
   * @param busyNanos what was used until a moment ago: read first, so that it is no more than there
   *     was
   */
  synchronized WorkerCount count(long busyNanos, int requested, int effective) {
    long nowNanos = System.nanoTime();
    workerNanos += (nowNanos - countedNanos) * Math.max(requested, effective);
    countedNanos = nowNanos;
    return new WorkerCount(
        requested,
        effective,
        Optional.of(new WorkTime(busyNanos, Math.max(workerNanos, busyNanos))));
  }
}
