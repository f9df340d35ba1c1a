package weir.core.watch;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;

/**
 * How many workers a pool of threads has and is to have: those of its threads that do tasks.
 * Thread-safe.
 */
final class PoolWorkers<P> {

  /** A slider as long as that is of use. */
  private static final int USUAL_MOST = 256;

  private static final int MOST = 1_024;

  private final PoolKind<? super P> kind;
  private final LongSupplier busyNanos;
  private final WorkerClock clock = new WorkerClock();

  PoolWorkers(PoolKind<? super P> kind, LongSupplier busyNanos) {
    this.kind = kind;
    this.busyNanos = busyNanos;
  }

  /** A pool of threads can't be paused. Empty of one that does not tell its size. */
  Optional<WorkerRange> range(P pool) {
    return kind.size(pool).map(size -> range(pool, size));
  }

  private WorkerRange range(P pool, PoolSize size) {
    int now = (startsCoreOnly(pool) ? size.core() : size.most()) - kind.ownThreads(pool);
    int fewest = kind.fewestWorkers(pool);
    return new WorkerRange(fewest, Math.max(fewest, Math.min(MOST, Math.max(USUAL_MOST, now))));
  }

  /**
   * The workers that the pool starts at most as it stands: beyond its core it starts none while its
   * queue takes tasks. One that has no limit to speak of has as many as it wants.
   */
  private int requested(P pool, PoolSize size, int threads) {
    int most =
        startsCoreOnly(pool)
            ? Math.max(1, size.core())
            : size.most() > MOST ? threads : size.most();
    return Math.max(0, most - kind.ownThreads(pool));
  }

  private boolean startsCoreOnly(P pool) {
    return kind.isScheduled(pool) || (!kind.startsThreadsFirst(pool) && queueIsUnbounded(pool));
  }

  private boolean queueIsUnbounded(P pool) {
    return kind.queue(pool).filter(PoolWorkers::takesAll).isPresent();
  }

  /**
   * A queue that is full of {@link Integer#MAX_VALUE} tasks is never met. One that is not the JDK's
   * may take none while its pool can grow, as Tomcat's does.
   */
  private static boolean takesAll(BlockingQueue<Runnable> queue) {
    return queue.getClass().getName().startsWith("java.")
        && queue.remainingCapacity() + (long) queue.size() >= Integer.MAX_VALUE;
  }

  /** Empty of a queue that has no bound, and of one that holds nothing. */
  OptionalInt capacity(P pool) {
    return kind.queue(pool).map(PoolWorkers::capacityOf).orElse(OptionalInt.empty());
  }

  private static OptionalInt capacityOf(BlockingQueue<Runnable> queue) {
    long most = (long) queue.remainingCapacity() + queue.size();
    return most < 1 || most >= Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) most);
  }

  /**
   * Gives it so many. Where threads are started before tasks wait, the core stays as it is, or
   * becomes smaller: threads beyond it go when they have nothing to do. The keep-alive time is not
   * touched.
   */
  void resizeTo(P pool, int workers) {
    PoolSize size =
        kind.size(pool)
            .orElseThrow(() -> new IllegalStateException("this executor does not tell its size"));
    WorkerRange range = range(pool, size);
    range.check(workers, "threads");
    if (kind.isShutdown(pool)) {
      throw new IllegalStateException(
          "this executor is shut down: nothing starts in it any more, whatever its size");
    }
    int threads = workers + kind.ownThreads(pool);
    if (kind.isScheduled(pool)) {
      // Its maximum is never reached, as its queue has no bound.
      kind.setCore(pool, threads);
    } else {
      boolean keepsFewer = kind.startsThreadsFirst(pool);
      set(pool, new PoolSize(keepsFewer ? Math.min(threads, size.core()) : threads, threads));
    }
  }

  /** In the order in which the core is never above the maximum: so it works in both directions. */
  void set(P pool, PoolSize size) {
    if (kind.size(pool).filter(now -> size.most() > now.most()).isPresent()) {
      kind.setMost(pool, size.most());
      kind.setCore(pool, size.core());
    } else {
      kind.setCore(pool, size.core());
      kind.setMost(pool, size.most());
    }
  }

  /** What keeps the pool from growing, where something does. */
  Optional<String> hindrance(P pool) {
    return kind.size(pool)
        .filter(size -> size.core() < size.most())
        .filter(size -> !kind.isScheduled(pool) && startsCoreOnly(pool))
        .map(
            size ->
                "its queue has no bound, so it never has more than its "
                    + Math.max(1, size.core())
                    + " core threads, whatever the maximum of "
                    + size.most()
                    + ": raise the core size, or give the queue a bound");
  }

  /** The busy time first: the time that was there is no less than what of it was used. */
  Optional<WorkerCount> count(P pool) {
    long busy = busyNanos.getAsLong();
    Optional<PoolSize> size = kind.size(pool);
    OptionalInt threads = kind.threads(pool);
    if (size.isEmpty() || threads.isEmpty()) {
      return Optional.empty();
    }
    int effective = Math.max(0, threads.getAsInt() - kind.ownThreads(pool));
    return Optional.of(
        clock.count(busy, requested(pool, size.get(), threads.getAsInt()), effective));
  }
}
