package weir.core.watch;

import java.util.BitSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.core.latency.CohortRecorder;
import weir.core.latency.WorkerRecorder;

/**
 * Where the tasks of one thread are counted. What was counted stays when that thread is gone and
 * another has its place. The thread writes, by release stores; anybody reads. The tasks of threads
 * for which there was no place share one, under its lock.
 */
final class Place {

  final int index;

  private final WorkerRecorder recorder;
  private final boolean isShared;

  private final AtomicLong started = new AtomicLong();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Who has the place now; null while nobody does. Written under the lock of the places. */
  volatile @Nullable Thread thread;

  // Of the tasks under way at a place of one's own; confined to its thread. There are several where
  // a task runs another within itself, as one that waits in a ForkJoinPool does.
  private int depth;
  private boolean failedInside;

  /** Whether a part of a task has failed that has run another within itself; null until one has. */
  private @Nullable BitSet failedOutside;

  // The same of one that somebody tells of; null while there is none.
  private @Nullable CohortRecorder toldCohort;
  private @Nullable Runnable toldTask;
  private long toldSinceNanos;
  private long toldStartNanos;

  Place(int index, WorkerRecorder recorder, boolean isShared) {
    this.index = index;
    this.recorder = recorder;
    this.isShared = isShared;
  }

  boolean isShared() {
    return isShared;
  }

  void begin(long startedNanos) {
    if (isShared) {
      synchronized (this) {
        increment(started);
      }
    } else {
      enter(startedNanos);
      increment(started);
    }
  }

  private void enter(long startedNanos) {
    if (depth == 0) {
      recorder.begin(startedNanos);
    } else {
      BitSet outside = failedOutside == null ? new BitSet() : failedOutside;
      outside.set(depth, failedInside);
      failedOutside = outside;
    }
    depth++;
    failedInside = false;
  }

  /** Whether a part of the task has failed. */
  private boolean leave() {
    boolean failedNow = failedInside;
    depth--;
    failedInside = failedOutside != null && failedOutside.get(depth);
    return failedNow;
  }

  /** Whether its thread runs no task. Asked by that thread, at a place of its own. */
  boolean isLeft() {
    return depth == 0;
  }

  /** Recorded before it is counted, as everywhere. */
  void end(CohortRecorder cohort, long arrivedNanos, long startedNanos, boolean hasFailed) {
    if (isShared) {
      synchronized (this) {
        record(cohort, arrivedNanos, startedNanos);
        increment(hasFailed ? failed : completed);
      }
    } else {
      boolean failedWithin = leave();
      if (depth == 0) {
        record(cohort, arrivedNanos, startedNanos);
      } else {
        recorder.recordWithin(cohort, arrivedNanos, startedNanos, System.nanoTime());
      }
      increment(hasFailed || failedWithin ? failed : completed);
    }
  }

  private void record(CohortRecorder cohort, long arrivedNanos, long startedNanos) {
    recorder.record(
        cohort,
        arrivedNanos,
        arrivedNanos,
        startedNanos,
        System.nanoTime(),
        0,
        WorkerRecorder.UNUSED);
  }

  /** A task that is part of the one under way has failed. */
  void failInside() {
    failedInside = true;
  }

  /**
   * Somebody tells that a task starts, and since when it waits, unless that is unknown. One that is
   * under way goes on as this one, and has ended.
   */
  void startTold(TaskRecorder tasks, Runnable task, long sinceNanos) {
    if (toldCohort != null) {
      endTold(false);
    }
    long nowNanos = System.nanoTime();
    if (!isShared) {
      toldTask = task;
      toldStartNanos = nowNanos;
      toldSinceNanos = sinceNanos;
      toldCohort = tasks.currentCohort();
      recorder.begin(nowNanos);
      increment(started);
    } else {
      begin(nowNanos);
    }
  }

  /** Somebody tells that a task has ended. One whose start nobody has told of is not counted. */
  void endTold(boolean hasThrown) {
    if (isShared) {
      endToldShared(hasThrown);
      return;
    }
    CohortRecorder cohort = toldCohort;
    Runnable task = toldTask;
    toldCohort = null;
    toldTask = null;
    if (cohort == null) {
      return;
    }
    if (toldSinceNanos == Tap.UNKNOWN) {
      recorder.endUnrecorded(toldStartNanos, System.nanoTime());
    } else {
      record(cohort, toldSinceNanos, toldStartNanos);
    }
    increment(hasThrown || hasFailed(task) ? failed : completed);
  }

  private synchronized void endToldShared(boolean hasThrown) {
    if (started.getPlain() > completed.getPlain() + failed.getPlain()) {
      increment(hasThrown ? failed : completed);
    }
  }

  /** Only the JDK's own futures are asked: nothing of the program's is called. */
  private static boolean hasFailed(@Nullable Runnable task) {
    return task instanceof FutureTask<?> future
        && task.getClass().getName().startsWith("java.")
        && TimedTask.hasFailed(future);
  }

  private static void increment(AtomicLong counter) {
    counter.setRelease(counter.getPlain() + 1);
  }

  long started() {
    return started.getAcquire();
  }

  long completed() {
    return completed.getAcquire();
  }

  long failed() {
    return failed.getAcquire();
  }
}
