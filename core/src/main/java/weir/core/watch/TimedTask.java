package weir.core.watch;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A task given to {@code execute}, with its times: the one object that watching costs it. It is in
 * the pool's own queue in the task's place, and comes out of it again wherever the program looks.
 */
final class TimedTask extends TaskTiming implements Runnable, Comparable<TimedTask> {

  final Runnable task;

  TimedTask(TaskRecorder recorder, Runnable task) {
    super(recorder);
    this.task = task;
  }

  /** The program's task, of whatever is in a pool's queue. */
  static Runnable unwrap(Runnable queued) {
    return queued instanceof TimedTask timed ? timed.task : queued;
  }

  @Override
  public void run() {
    if (!start()) {
      task.run();
      return;
    }
    long startedNanos = System.nanoTime();
    Place place = recorder.begin(startedNanos);
    boolean failed = true;
    try {
      task.run();
      failed = task instanceof Future<?> future && hasFailed(future);
    } finally {
      recorder.end(place, this, startedNanos, failed);
    }
  }

  /**
   * A future keeps what its task threw. One of the program's own may not answer at all: that is no
   * failure, and no fault for the pool's thread.
   */
  static boolean hasFailed(Future<?> future) {
    try {
      if (future.isDone()) {
        future.get();
      }
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** For queues that put tasks in the tasks' own order. */
  @Override
  @SuppressWarnings("unchecked") // as such queues do it: a task that is none is their exception
  public int compareTo(TimedTask other) {
    return ((Comparable<Runnable>) task).compareTo(other.task);
  }

  /** As the order is: the same as another if and only if it is the same object. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
