package weir.core.watch;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a scheduled pool that the program has made, and is used in its place. The pool
 * makes a future of each task, and that is in its queue as ever; Weir's object is inside of it. So
 * removal, cancelling, what is left at a shutdown, and the pool's own queue are as they were.
 *
 * <p>A task is accepted when it is due, and waits from then on: at a fixed rate from the time that
 * the rate says, with a fixed delay from the end of the run before. What is given to the pool
 * itself runs as ever, and is seen only while it is due and waits. All methods are thread-safe.
 */
public final class WatchedScheduledPool extends ScheduledThreadPoolExecutor {

  private static final String NULL = "the task is null: give one";

  private final ScheduledThreadPoolExecutor pool;
  private final TaskRecorder recorder;
  private final CountedRejections rejections;

  /** Its own threads never start: nothing is ever given to the pool that it is itself. */
  WatchedScheduledPool(ScheduledThreadPoolExecutor pool, TaskRecorder recorder) {
    super(1);
    this.pool = pool;
    this.recorder = recorder;
    rejections = new CountedRejections(this, recorder, pool.getRejectedExecutionHandler());
    pool.setRejectedExecutionHandler(rejections);
  }

  /**
   * The program's pool, which does the work.
   *
   * @return what this was made of
   */
  public ScheduledThreadPoolExecutor pool() {
    return pool;
  }

  /** Gives the pool its own handler back. */
  void letGo() {
    if (pool.getRejectedExecutionHandler() == rejections) {
      pool.setRejectedExecutionHandler(rejections.handler());
    }
  }

  /** What {@code execute} and {@code submit} come to as well. */
  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return pool.schedule((Runnable) timed(task, delay, 0, unit), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    if (task == null) {
      throw new NullPointerException(NULL);
    }
    return pool.schedule(
        (Callable<V>) DueTask.of(recorder, task, unit.toNanos(delay)), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return pool.scheduleAtFixedRate(
        timed(task, initialDelay, unit.toNanos(period), unit), initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return pool.scheduleWithFixedDelay(
        timed(task, initialDelay, -unit.toNanos(delay), unit), initialDelay, delay, unit);
  }

  private DueTask<?> timed(Runnable task, long delay, long periodNanos, TimeUnit unit) {
    if (task == null) {
      throw new NullPointerException(NULL);
    }
    return DueTask.of(recorder, task, unit.toNanos(delay), periodNanos);
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
    return pool.shutdownNow();
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
    return pool.getQueue();
  }

  @Override
  public boolean remove(Runnable task) {
    return pool.remove(task);
  }

  @Override
  public void purge() {
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
  public void setContinueExistingPeriodicTasksAfterShutdownPolicy(boolean value) {
    pool.setContinueExistingPeriodicTasksAfterShutdownPolicy(value);
  }

  @Override
  public boolean getContinueExistingPeriodicTasksAfterShutdownPolicy() {
    return pool.getContinueExistingPeriodicTasksAfterShutdownPolicy();
  }

  @Override
  public void setExecuteExistingDelayedTasksAfterShutdownPolicy(boolean value) {
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(value);
  }

  @Override
  public boolean getExecuteExistingDelayedTasksAfterShutdownPolicy() {
    return pool.getExecuteExistingDelayedTasksAfterShutdownPolicy();
  }

  @Override
  public void setRemoveOnCancelPolicy(boolean value) {
    pool.setRemoveOnCancelPolicy(value);
  }

  @Override
  public boolean getRemoveOnCancelPolicy() {
    return pool.getRemoveOnCancelPolicy();
  }

  @Override
  public String toString() {
    return pool.toString();
  }
}
