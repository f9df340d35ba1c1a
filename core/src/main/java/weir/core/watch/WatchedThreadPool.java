package weir.core.watch;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a pool that the program has made, and is used in its place: it does what the pool
 * does, by the pool's own threads, queue and factory, and times each task on its way.
 *
 * <p><b>How the times travel.</b> A task of {@code submit} is a future anyway; Weir's has its times
 * and is in the queue as the pool's own would be. A task of {@code execute} is in the queue in one
 * object of Weir's, and whatever the program is shown by this (queue, removal, rejections, what is
 * left at a shutdown, the order of tasks that are comparable) has its own task again. A table from
 * task to time was not taken: a pool tells only its subclasses which task starts, and this pool is
 * there already. A subclass was not taken either: the program's threads, hooks and references are
 * of the pool it made.
 *
 * <p>What is given to the pool itself, past this, runs as ever and is not seen; the pool's own
 * {@code getQueue()} and its hooks {@code beforeExecute} and {@code afterExecute} see Weir's object
 * for a task of {@code execute}, as does an {@code execute} of the pool's own, which may put it
 * into yet another object: then it is that which is in the queue. All methods are thread-safe.
 */
public final class WatchedThreadPool extends ThreadPoolExecutor {

  /** What each thread is about to give to a pool that may put it into something else. */
  private static final ThreadLocal<@Nullable TaskTiming> OFFERED = new ThreadLocal<>();

  private final ThreadPoolExecutor pool;
  private final TaskRecorder recorder;
  private final WatchedQueue queue;
  private final WatchedRejections rejections;

  /** Whether the pool's class may put what it is given into something else first. */
  private final boolean hasOwnExecute;

  /** Its own threads never start: nothing is ever given to the pool that it is itself. */
  WatchedThreadPool(ThreadPoolExecutor pool, TaskRecorder recorder) {
    super(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
    this.pool = pool;
    this.recorder = recorder;
    hasOwnExecute = PoolMethods.overrides(pool, "execute");
    queue = new WatchedQueue(pool.getQueue(), recorder, hasOwnExecute);
    rejections = new WatchedRejections(this, this::offeredNow, pool.getRejectedExecutionHandler());
    pool.setRejectedExecutionHandler(rejections);
  }

  /**
   * The program's pool, which does the work.
   *
   * @return what this was made of
   */
  public ThreadPoolExecutor pool() {
    return pool;
  }

  /** Gives the pool its own handler back. Tasks that wait are timed all the same. */
  void letGo() {
    if (pool.getRejectedExecutionHandler() == rejections) {
      pool.setRejectedExecutionHandler(rejections.handler());
    }
  }

  @Override
  public void execute(Runnable task) {
    if (task == null) {
      throw new NullPointerException("the task is null: give one");
    }
    Runnable queued = WatchedQueue.timed(recorder, task);
    TaskTiming timing = WatchedQueue.timing(queued);
    boolean taken = false;
    try {
      if (hasOwnExecute) {
        offer(queued, timing);
      } else {
        pool.execute(queued);
      }
      taken = true;
    } finally {
      if (timing != null) {
        timing.settle(taken);
      }
    }
  }

  /** A handler that is given what was rejected may offer it anew. */
  private void offer(Runnable queued, @Nullable TaskTiming timing) {
    TaskTiming outer = OFFERED.get();
    OFFERED.set(timing);
    try {
      pool.execute(queued);
    } finally {
      OFFERED.set(outer);
    }
  }

  private @Nullable TaskTiming offeredNow() {
    TaskTiming timing = OFFERED.get();
    return timing != null && timing.recorder == recorder ? timing : null;
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new TimedFuture<>(recorder, task);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new TimedFuture<>(recorder, task, value);
  }

  @Override
  public void shutdown() {
    pool.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> left = pool.shutdownNow();
    left.replaceAll(queue::takenOut);
    return left;
  }

  /** Closes the pool as that does it itself. Overrides from Java 19 on. */
  public void close() {
    OwnClose.close(pool);
  }

  @Override
  public boolean isShutdown() {
    return pool.isShutdown();
  }

  @Override
  public boolean isTerminating() {
    return pool.isTerminating();
  }

  @Override
  public boolean isTerminated() {
    return pool.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return pool.awaitTermination(timeout, unit);
  }

  @Override
  public void setThreadFactory(ThreadFactory factory) {
    pool.setThreadFactory(factory);
  }

  @Override
  public ThreadFactory getThreadFactory() {
    return pool.getThreadFactory();
  }

  @Override
  public void setRejectedExecutionHandler(RejectedExecutionHandler handler) {
    if (handler == null) {
      throw new NullPointerException("the handler is null: give one");
    }
    rejections.handler(handler);
    pool.setRejectedExecutionHandler(rejections);
  }

  @Override
  public RejectedExecutionHandler getRejectedExecutionHandler() {
    return rejections.handler();
  }

  @Override
  public void setCorePoolSize(int size) {
    pool.setCorePoolSize(size);
  }

  @Override
  public int getCorePoolSize() {
    return pool.getCorePoolSize();
  }

  @Override
  public boolean prestartCoreThread() {
    return pool.prestartCoreThread();
  }

  @Override
  public int prestartAllCoreThreads() {
    return pool.prestartAllCoreThreads();
  }

  @Override
  public boolean allowsCoreThreadTimeOut() {
    return pool.allowsCoreThreadTimeOut();
  }

  @Override
  public void allowCoreThreadTimeOut(boolean value) {
    pool.allowCoreThreadTimeOut(value);
  }

  @Override
  public void setMaximumPoolSize(int size) {
    pool.setMaximumPoolSize(size);
  }

  @Override
  public int getMaximumPoolSize() {
    return pool.getMaximumPoolSize();
  }

  @Override
  public void setKeepAliveTime(long time, TimeUnit unit) {
    pool.setKeepAliveTime(time, unit);
  }

  @Override
  public long getKeepAliveTime(TimeUnit unit) {
    return pool.getKeepAliveTime(unit);
  }

  @Override
  public BlockingQueue<Runnable> getQueue() {
    return queue;
  }

  @Override
  public boolean remove(Runnable task) {
    if (task == null) {
      return false;
    }
    WatchedQueue.Wanted wanted = new WatchedQueue.Wanted(task);
    boolean removed = pool.remove(wanted);
    if (removed) {
      queue.takenOut(wanted);
    }
    return removed;
  }

  /** Cancelled futures that were given to {@code execute} are in an object of Weir's. */
  @Override
  public void purge() {
    queue.removeIf(task -> task instanceof Future<?> it && it.isCancelled());
    pool.purge();
  }

  @Override
  public int getPoolSize() {
    return pool.getPoolSize();
  }

  @Override
  public int getActiveCount() {
    return pool.getActiveCount();
  }

  @Override
  public int getLargestPoolSize() {
    return pool.getLargestPoolSize();
  }

  @Override
  public long getTaskCount() {
    return pool.getTaskCount();
  }

  @Override
  public long getCompletedTaskCount() {
    return pool.getCompletedTaskCount();
  }

  @Override
  public String toString() {
    return pool.toString();
  }
}
