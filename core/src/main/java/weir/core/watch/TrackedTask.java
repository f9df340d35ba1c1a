package weir.core.watch;

import org.jspecify.annotations.Nullable;

/** The times of a task that stays as it is: {@link TaskTable} finds them by the task. */
final class TrackedTask extends TaskTiming {

  final Runnable task;

  /** Who runs it; null while it waits. Guarded by the table's lock, as is the next one. */
  @Nullable Thread runner;

  /** The same task, given once more; null if it was not. */
  @Nullable TrackedTask next;

  /** When it started. Confined to who runs it. */
  long startedNanos;

  TrackedTask(TaskRecorder recorder, Runnable task) {
    super(recorder);
    this.task = task;
  }
}
