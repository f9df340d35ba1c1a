package weir.core.watch;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task given to a {@link ForkJoinPool}. Such a pool's own futures let a thread of
 * the pool that waits for them run other tasks meanwhile, or have another in its place; tasks that
 * wait for their parts need that. So who waits for this one waits for the pool's.
 */
final class HelpingFuture<V> extends TimedFuture<V> {

  /** What the pool made of it; null until it is given to one. */
  private volatile @Nullable ForkJoinTask<?> inPool;

  HelpingFuture(TaskRecorder recorder, Callable<V> task) {
    super(recorder, task);
  }

  HelpingFuture(TaskRecorder recorder, Runnable task, V value) {
    super(recorder, task, value);
  }

  /**
   * Gives it to a pool.
   *
   * @param given this one, or what runs it
   */
  void submitTo(ForkJoinPool pool, Runnable given) {
    inPool = pool.submit(given);
  }

  @Override
  public V get() throws InterruptedException, ExecutionException {
    ForkJoinTask<?> waitedFor = inPool;
    if (waitedFor != null && !isDone()) {
      try {
        waitedFor.get();
      } catch (CancellationException e) {
        cancel(false);
      }
    }
    return super.get();
  }

  @Override
  public V get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    ForkJoinTask<?> waitedFor = inPool;
    if (waitedFor != null && !isDone()) {
      try {
        waitedFor.get(timeout, unit);
      } catch (CancellationException e) {
        cancel(false);
      }
    }
    return super.get(timeout, unit);
  }

  /** A pool that is shut down at once cancels what waits in it. */
  @Override
  public boolean isDone() {
    return super.isDone() || isCancelledByPool();
  }

  @Override
  public boolean isCancelled() {
    return super.isCancelled() || isCancelledByPool();
  }

  private boolean isCancelledByPool() {
    ForkJoinTask<?> cancelled = inPool;
    return cancelled != null && cancelled.isCancelled() && cancel(false);
  }

  /** Who waits is told. */
  @Override
  protected void done() {
    super.done();
    ForkJoinTask<?> waitedFor = inPool;
    if (waitedFor != null && super.isCancelled()) {
      waitedFor.cancel(false);
    }
  }
}
