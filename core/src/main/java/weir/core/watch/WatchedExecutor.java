package weir.core.watch;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an executor of which nothing is known but that it runs what it is given: a {@link
 * java.util.concurrent.ForkJoinPool}, one that starts a virtual thread for each task. A limit says
 * how many tasks run at once; those beyond wait in their threads, in the order in which they came
 * to that. Thread-safe.
 */
final class WatchedExecutor extends AbstractExecutorService {

  /** A task with the limit around it. */
  private record Limited(Runnable timed, TaskLimit limit) implements Runnable {
    @Override
    public void run() {
      limit.acquire();
      try {
        timed.run();
      } finally {
        limit.release();
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
    boolean taken = false;
    try {
      executor.execute(limit == null ? timed : new Limited(timed, limit));
      taken = true;
    } finally {
      if (timing != null) {
        timing.settle(taken);
      }
    }
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
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow().stream()
        .map(left -> left instanceof Limited limited ? limited.timed : left)
        .map(WatchedQueue::takenOut)
        .toList();
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
