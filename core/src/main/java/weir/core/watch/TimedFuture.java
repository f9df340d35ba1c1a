package weir.core.watch;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task given to {@code submit}, with its times. It is in the queue itself, as the
 * pool's own would be: so it can be removed, purged and compared as before.
 */
final class TimedFuture<V> extends FutureTask<V> {

  private final TaskRecorder recorder;

  /** Null until it is offered; another once it is offered again. Written before it is offered. */
  private volatile @Nullable TaskTiming timing;

  /** Written and read by the thread that runs the task. */
  private boolean failed;

  TimedFuture(TaskRecorder recorder, Callable<V> task) {
    super(task);
    this.recorder = recorder;
  }

  TimedFuture(TaskRecorder recorder, Runnable task, V value) {
    super(task, value);
    this.recorder = recorder;
  }

  @Nullable TaskTiming timing() {
    return timing;
  }

  /** Its times, if it is this pool's and on no way through it yet; null if it is. */
  @Nullable TaskTiming offer(TaskRecorder offeredTo) {
    TaskTiming before = timing;
    if (recorder != offeredTo || (before != null && !before.isOut())) {
      return null;
    }
    TaskTiming now = new TaskTiming(recorder);
    timing = now;
    return now;
  }

  @Override
  public void run() {
    TaskTiming now = timing;
    if (now == null || !now.start()) {
      super.run();
      return;
    }
    long startedNanos = System.nanoTime();
    Place place = recorder.begin(startedNanos);
    try {
      super.run();
    } finally {
      place.end(now.cohort, now.offeredNanos, startedNanos, failed || isCancelled());
    }
  }

  @Override
  protected void setException(Throwable fault) {
    failed = true;
    super.setException(fault);
    if (timing == null) {
      // Part of another task, as ExecutorCompletionService makes them.
      recorder.failInside();
    }
  }

  /** A task that is cancelled before it starts never does, though the queue may keep it. */
  @Override
  protected void done() {
    TaskTiming now = timing;
    if (now != null && isCancelled()) {
      now.withdraw();
    }
  }
}
