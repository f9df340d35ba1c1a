package weir.core.watch;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task given to {@code submit}, with its times. It is in the queue itself, as the
 * pool's own would be: so it can be removed, purged and compared as before.
 */
class TimedFuture<V> extends FutureTask<V> {

  /**
   * The recorder of its pool until it is offered, its {@link TaskTiming} from then on: one field,
   * as there is one for each task. Written before it is offered, and again before it is once more.
   */
  private volatile Object recorderOrTiming;

  /** Written and read by the thread that runs the task. */
  private boolean failed;

  TimedFuture(TaskRecorder recorder, Callable<V> task) {
    super(task);
    recorderOrTiming = recorder;
  }

  TimedFuture(TaskRecorder recorder, Runnable task, V value) {
    super(task, value);
    recorderOrTiming = recorder;
  }

  /** Its times; null until it is offered. */
  final @Nullable TaskTiming timing() {
    return recorderOrTiming instanceof TaskTiming timing ? timing : null;
  }

  /** Starts its way through a pool; false if it is on one already, or has been. */
  final boolean offer(TaskRecorder recorder) {
    TaskTiming before = timing();
    if (before != null && !before.isOut()) {
      return false;
    }
    recorderOrTiming = new TaskTiming(recorder);
    return true;
  }

  @Override
  public final void run() {
    TaskTiming now = timing();
    if (now == null || !now.start()) {
      super.run();
      return;
    }
    long startedNanos = System.nanoTime();
    Place place = now.recorder.begin(startedNanos);
    try {
      super.run();
    } finally {
      now.recorder.end(place, now, startedNanos, failed || isCancelled());
    }
  }

  @Override
  protected final void setException(Throwable fault) {
    failed = true;
    super.setException(fault);
    if (recorderOrTiming instanceof TaskRecorder recorder) {
      // Part of another task, as ExecutorCompletionService makes them.
      recorder.failInside();
    }
  }

  /** A task that is cancelled before it starts never does, though the queue may keep it. */
  @Override
  protected void done() {
    TaskTiming now = timing();
    if (now != null && isCancelled()) {
      now.withdraw();
    }
  }
}
