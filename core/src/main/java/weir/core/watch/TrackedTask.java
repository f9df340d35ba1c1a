package weir.core.watch;

import org.jspecify.annotations.Nullable;

/** The times of a task that stays as it is: {@link TaskTable} finds them by the task. */
final class TrackedTask extends TaskArrival {

  final Runnable task;

  // Guarded by the table's lock.

  /** Whether it is in the table. */
  boolean isListed;

  /** Who runs it; null while it waits. */
  @Nullable Thread runner;

  /** The same task, given once more: itself if it was not. */
  TrackedTask next = this;

  /** The same task, given before: itself if it was not. */
  TrackedTask previous = this;

  /** Whether the pool has refused what it was made for. Confined to the thread that offers it. */
  boolean isRejected;

  /** When it started. Confined to who runs it. */
  long startedNanos;

  TrackedTask(TaskRecorder recorder, Runnable task) {
    super(recorder);
    this.task = task;
  }
}
