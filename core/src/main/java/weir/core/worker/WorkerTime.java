package weir.core.worker;

/**
 * Adds up the time that there were workers. Not thread-safe: whoever changes their number guards it
 * with the same lock.
 */
final class WorkerTime {

  private int workers;
  private long sinceNanos;
  private long addedUpNanos;

  /** From now on there are so many. */
  void change(int newWorkers) {
    long nowNanos = System.nanoTime();
    addedUpNanos = sumAt(nowNanos);
    sinceNanos = nowNanos;
    workers = newWorkers;
  }

  /** From now on there are so many more, or fewer. */
  void add(int more) {
    change(workers + more);
  }

  /** Worker time until now, in nanoseconds. */
  long sumNanos() {
    return sumAt(System.nanoTime());
  }

  private long sumAt(long nowNanos) {
    return addedUpNanos + workers * Math.max(0, nowNanos - sinceNanos);
  }
}
