package weir.core.watch;

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

  // Of the task under way at a place of one's own; confined to its thread.
  private boolean failedInside;

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
      failedInside = false;
      recorder.begin(startedNanos);
      increment(started);
    }
  }

  /** Recorded before it is counted, as everywhere. */
  void end(CohortRecorder cohort, long arrivedNanos, long startedNanos, boolean hasFailed) {
    if (isShared) {
      synchronized (this) {
        record(cohort, arrivedNanos, startedNanos);
        increment(hasFailed ? failed : completed);
      }
    } else {
      record(cohort, arrivedNanos, startedNanos);
      increment(hasFailed || failedInside ? failed : completed);
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
