package weir.core.watch;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an executor of which nothing is known but that it runs what it is given: a {@link
 * ForkJoinPool}, one that starts a virtual thread for each task. A limit says how many tasks run at
 * once; those beyond wait in their threads, in the order in which they came to that. Thread-safe.
 */
final class WatchedExecutor extends AbstractExecutorService {

  /** A task with the limit around it. */
  private record Limited(Runnable timed, TaskLimit limit, BooleanSupplier isShutdown)
      implements Runnable {
    @Override
    public void run() {
      boolean isLimited = limit.acquire(isShutdown);
      try {
        timed.run();
      } finally {
        if (isLimited) {
          limit.release();
        }
      }
    }
  }

  private final ExecutorService executor;
  private final TaskRecorder recorder;
  private final @Nullable TaskLimit limit;

  WatchedExecutor(ExecutorService executor, TaskRecorder recorder, @Nullable TaskLimit limit) {
    this.executor = executor;
    this.recorder = recorder;
    this.limit = limit;
  }

  @Override
  public void execute(Runnable task) {
    if (task == null) {
      throw new NullPointerException("the task is null: give one");
    }
    Runnable timed = WatchedQueue.timed(recorder, task);
    TaskTiming timing = WatchedQueue.timing(timed);
    Runnable given = limit == null ? timed : new Limited(timed, limit, executor::isShutdown);
    boolean taken = false;
    try {
      if (executor instanceof ForkJoinPool pool && timed instanceof HelpingFuture<?> future) {
        future.submitTo(pool, given);
      } else {
        executor.execute(given);
      }
      taken = true;
    } finally {
      if (timing != null) {
        timing.settle(taken);
      }
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return executor instanceof ForkJoinPool
        ? new HelpingFuture<>(recorder, task)
        : new TimedFuture<>(recorder, task);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return executor instanceof ForkJoinPool
        ? new HelpingFuture<>(recorder, task, value)
        : new TimedFuture<>(recorder, task, value);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    if (!isCalledInForkJoinPool()) {
      return super.invokeAny(tasks);
    }
    try {
      return CompensatedWait.result(() -> super.invokeAny(tasks));
    } catch (TimeoutException e) {
      throw new AssertionError("there is no timeout", e);
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return isCalledInForkJoinPool()
        ? CompensatedWait.result(() -> super.invokeAny(tasks, timeout, unit))
        : super.invokeAny(tasks, timeout, unit);
  }

  /** What is inherited waits for the first task without the help of the pool. */
  private boolean isCalledInForkJoinPool() {
    return executor instanceof ForkJoinPool && ForkJoinTask.inForkJoinPool();
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow().stream()
        .map(left -> left instanceof Limited limited ? limited.timed : left)
        .map(WatchedExecutor::takenOut)
        .toList();
  }

  private static Runnable takenOut(Runnable left) {
    TaskTiming timing = WatchedQueue.timing(left);
    if (timing != null) {
      timing.withdraw();
    }
    return TimedTask.unwrap(left);
  }

  /** Overrides from Java 19 on. */
  public void close() {
    OwnClose.close(executor);
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  @Override
  public String toString() {
    return executor.toString();
  }
}
