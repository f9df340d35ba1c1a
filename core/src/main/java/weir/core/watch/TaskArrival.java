package weir.core.watch;

import weir.core.latency.CohortRecorder;

/** When one task came. It is counted among those that arrived as it is made. */
class TaskArrival {

  final TaskRecorder recorder;
  final long offeredNanos;
  final CohortRecorder cohort;

  TaskArrival(TaskRecorder recorder) {
    this.recorder = recorder;
    cohort = recorder.currentCohort();
    offeredNanos = System.nanoTime();
    recorder.countArrival(cohort, offeredNanos);
  }
}
