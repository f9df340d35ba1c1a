package weir.core.watch;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import weir.core.latency.CohortRecorder;

/**
 * What a scheduled pool runs for a task, once or again and again: inside the future that the pool
 * makes, which stays as it is.
 */
final class DueTask<V extends @Nullable Object> implements Runnable, Callable<V> {

  private final TaskRecorder recorder;
  private final Callable<V> task;
  private final @Nullable Future<?> future;

  /** Until the next time: at a fixed rate above 0, with a fixed delay below, once if 0. */
  private final long periodNanos;

  /** When it is to run. The pool runs it by one thread after the other. */
  private long dueNanos;

  private DueTask(
      TaskRecorder recorder,
      Callable<V> task,
      @Nullable Future<?> future,
      long delayNanos,
      long periodNanos) {
    this.recorder = recorder;
    this.task = task;
    this.future = future;
    this.periodNanos = periodNanos;
    dueNanos = System.nanoTime() + Math.max(0, delayNanos);
  }

  static <V> DueTask<V> of(TaskRecorder recorder, Callable<V> task, long delayNanos) {
    return new DueTask<>(recorder, task, null, delayNanos, 0);
  }

  static DueTask<@Nullable Void> of(
      TaskRecorder recorder, Runnable task, long delayNanos, long periodNanos) {
    Callable<@Nullable Void> called =
        () -> {
          task.run();
          return null;
        };
    Future<?> future = task instanceof Future<?> it ? it : null;
    return new DueTask<>(recorder, called, future, delayNanos, periodNanos);
  }

  @Override
  public void run() {
    try {
      call();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("a Runnable throws no checked exception", e);
    }
  }

  @Override
  public V call() throws Exception {
    long due = dueNanos;
    long startedNanos = System.nanoTime();
    CohortRecorder cohort = recorder.acceptAtStart(due);
    Place place = recorder.begin(startedNanos);
    boolean failed = true;
    try {
      V result = task.call();
      failed = future != null && TimedTask.hasFailed(future);
      return result;
    } finally {
      dueNanos = periodNanos > 0 ? due + periodNanos : System.nanoTime() - periodNanos;
      place.end(cohort, due, startedNanos, failed);
    }
  }
}
