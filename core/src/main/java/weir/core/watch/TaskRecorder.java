package weir.core.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import weir.core.figures.Latencies;
import weir.core.figures.Ledger;
import weir.core.figures.WorkerFigures;
import weir.core.latency.CohortRecorder;
import weir.core.latency.LatencyStatistics;

/**
 * Counts and times the tasks of one executor. Thread-safe; publishers and workers wait for nobody.
 */
final class TaskRecorder {

  /** There is no resource: an executor's task waits, is served, and has a response time. */
  static final Latencies<Boolean> CLOCKS = new Latencies<>(true, false, false, true, true);

  private final LatencyStatistics latencies = new LatencyStatistics(Places.MOST + 1, CLOCKS);
  private final Places places;

  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder withdrawn = new LongAdder();

  /** For threads that stay. */
  TaskRecorder() {
    this(false);
  }

  /**
   * For threads of a kind.
   *
   * @param isThreadPerTask whether threads come and go with tasks
   */
  TaskRecorder(boolean isThreadPerTask) {
    places = new Places(latencies, isThreadPerTask);
  }

  LatencyStatistics latencies() {
    return latencies;
  }

  CohortRecorder currentCohort() {
    return latencies.cohorts().current();
  }

  /** When it is offered, and before it can start: a cohort never ends more than have arrived. */
  void countArrival(CohortRecorder cohort, long offeredNanos) {
    latencies.cohorts().countArrival(cohort, offeredNanos);
  }

  void countAccepted() {
    accepted.increment();
  }

  /** Counts a task as accepted that starts now; its cohort is of now too. */
  CohortRecorder acceptAtStart(long dueNanos) {
    CohortRecorder cohort = currentCohort();
    latencies.cohorts().countArrival(cohort, dueNanos);
    accepted.increment();
    return cohort;
  }

  void countRejected(TaskArrival task) {
    task.cohort.takeBackArrival(task.offeredNanos);
    countRejected();
  }

  void countRejected() {
    rejected.increment();
  }

  void countWithdrawn(TaskArrival task) {
    task.cohort.takeBackArrival(task.offeredNanos);
    countWithdrawn();
  }

  void countWithdrawn() {
    withdrawn.increment();
  }

  Place begin(long startedNanos) {
    Place place = places.mine();
    place.begin(startedNanos);
    return place;
  }

  /** Recorded before it is counted, as everywhere. */
  void end(Place place, TaskTiming task, long startedNanos, boolean hasFailed) {
    place.end(task.cohort, task.offeredNanos, startedNanos, hasFailed);
    places.leave(place);
  }

  /** The place of the calling thread, where a task of it has begun. */
  Place mine() {
    return places.mine();
  }

  void failInside() {
    places.mine().failInside();
  }

  /**
   * Where every task is. What ended is read first and what was accepted last. Who accepts a task
   * may be held up before counting it, and another has started it meanwhile: what has started, or
   * was taken out, was accepted all the same. So no difference is negative.
   *
   * @param ended whether nothing will start any more: what waits has been taken out then
   */
  Ledger totals(boolean ended) {
    List<Place> all = places.all();
    long completedNow = sum(all, Place::completed);
    long failedNow = sum(all, Place::failed);
    long withdrawnNow = withdrawn.sum();
    long startedNow = sum(places.all(), Place::started);
    long acceptedNow = Math.max(accepted.sum(), startedNow + withdrawnNow);
    long waiting = acceptedNow - startedNow - withdrawnNow;
    long left = ended ? waiting : 0;
    return new Ledger(
        acceptedNow,
        completedNow,
        failedNow + withdrawnNow + left,
        rejected.sum(),
        waiting - left,
        startedNow - completedNow - failedNow);
  }

  private static long sum(List<Place> places, ToLongFunction<Place> count) {
    return places.stream().mapToLong(count).sum();
  }

  List<WorkerFigures> workers() {
    places.freeTheDead();
    List<WorkerFigures> workers = new ArrayList<>();
    for (Place place : places.all()) {
      Thread thread = place.thread;
      if (thread != null) {
        workers.add(figures(place, thread));
      }
    }
    return workers;
  }

  private WorkerFigures figures(Place place, Thread thread) {
    long nowNanos = System.nanoTime();
    long ended = place.completed() + place.failed();
    return new WorkerFigures(
        place.index,
        thread.getName(),
        place.started() > ended ? WorkerFigures.State.HANDLING : WorkerFigures.State.IDLE,
        latencies.eventNanos(place.index, nowNanos),
        place.completed(),
        place.failed(),
        latencies.busyNanos(place.index, nowNanos));
  }

  long busyNanos() {
    return latencies.busyNanos(System.nanoTime());
  }
}
