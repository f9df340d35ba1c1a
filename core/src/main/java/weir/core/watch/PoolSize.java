package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;

/** How many threads a pool has and is to have. Thread-safe. */
final class PoolSize {

  /** A slider as long as that is of use. */
  private static final int USUAL_MOST = 256;

  private static final int MOST = 1_024;

  private final ThreadPoolExecutor pool;
  private final LongSupplier busyNanos;

  @GuardedBy("this")
  private long countedNanos = System.nanoTime();

  @GuardedBy("this")
  private long workerNanos;

  PoolSize(ThreadPoolExecutor pool, LongSupplier busyNanos) {
    this.pool = pool;
    this.busyNanos = busyNanos;
  }

  /** A pool of threads can't be paused. */
  WorkerRange range() {
    int now = startsCoreOnly() ? pool.getCorePoolSize() : pool.getMaximumPoolSize();
    return new WorkerRange(1, Math.min(MOST, Math.max(USUAL_MOST, now)));
  }

  /**
   * The threads that the pool starts at most as it stands: beyond its core it starts none while its
   * queue takes tasks. One that has no limit to speak of has as many as it wants.
   */
  int requested() {
    if (startsCoreOnly()) {
      return Math.max(1, pool.getCorePoolSize());
    }
    int most = pool.getMaximumPoolSize();
    return most > MOST ? pool.getPoolSize() : most;
  }

  private boolean startsCoreOnly() {
    return pool instanceof ScheduledThreadPoolExecutor || queueIsUnbounded();
  }

  /** A queue that is full of {@link Integer#MAX_VALUE} tasks is never met. */
  private boolean queueIsUnbounded() {
    return pool.getQueue().remainingCapacity() + (long) pool.getQueue().size() >= Integer.MAX_VALUE;
  }

  /**
   * Sets both sizes, in the order in which the core is never above the maximum: so it works in both
   * directions. Where the queue takes no task the core stays as it is, or becomes smaller: threads
   * beyond it go when they have nothing to do. The keep-alive time is not touched.
   */
  void resizeTo(int threads) {
    WorkerRange range = range();
    if (threads < range.least() || threads > range.most()) {
      throw new IllegalArgumentException(
          "threads must be from "
              + range.least()
              + " to "
              + range.most()
              + ", and "
              + threads
              + " is not");
    }
    if (pool.isShutdown()) {
      throw new IllegalStateException(
          "this executor is shut down: nothing starts in it any more, whatever its size");
    }
    if (pool instanceof ScheduledThreadPoolExecutor) {
      // Its maximum is never reached, as its queue has no bound.
      pool.setCorePoolSize(threads);
      return;
    }
    int core =
        pool.getQueue() instanceof SynchronousQueue
            ? Math.min(threads, pool.getCorePoolSize())
            : threads;
    if (threads > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(threads);
      pool.setCorePoolSize(core);
    } else {
      pool.setCorePoolSize(core);
      pool.setMaximumPoolSize(threads);
    }
  }

  /** What keeps the pool from growing, where something does. */
  Optional<String> hindrance() {
    int core = pool.getCorePoolSize();
    int most = pool.getMaximumPoolSize();
    return !(pool instanceof ScheduledThreadPoolExecutor) && core < most && queueIsUnbounded()
        ? Optional.of(
            "its queue has no bound, so it never has more than its "
                + Math.max(1, core)
                + " core threads, whatever the maximum of "
                + most
                + ": raise the core size, or give the queue a bound")
        : Optional.empty();
  }

  /** The busy time first: the time that was there is no less than what of it was used. */
  synchronized WorkerCount count() {
    long busy = busyNanos.getAsLong();
    int requested = requested();
    int effective = pool.getPoolSize();
    long nowNanos = System.nanoTime();
    workerNanos += (nowNanos - countedNanos) * Math.max(requested, effective);
    countedNanos = nowNanos;
    return new WorkerCount(
        requested, effective, Optional.of(new WorkTime(busy, Math.max(workerNanos, busy))));
  }
}
