package weir.core.latency;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import weir.core.figures.Cohort;
import weir.core.figures.DepthSample;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.telemetry.SampledLatencies;

/**
 * The recorders of a pool, one for each place a worker can have, and what has been collected from
 * them: all that was recorded since the last reset, and what was recorded since the last interval.
 */
public final class LatencyStatistics implements SampledLatencies, AutoCloseable {

  private static final WorkerActivity.Reading NOTHING_DONE = new WorkerActivity.Reading(0, 0);

  private static final Latencies<Boolean> ALL_CLOCKS = Latencies.generate(() -> true);

  /** Filled in on first use, never emptied. */
  private final AtomicReferenceArray<WorkerRecorder> recorders;

  /** The most that anybody has been told. */
  private final AtomicLong busySeenNanos = new AtomicLong();

  private final HiccupMeter meter = new HiccupMeter();
  private final Latencies<Boolean> clocks;
  private final ArrivalCohorts cohorts;

  /** Confined to the thread that holds the sampler's lock. */
  private final CollectedLatencies collected = new CollectedLatencies();

  /**
   * Creates the recorders; a place costs memory only once it has had a worker.
   *
   * @param maxWorkers places that there are
   */
  public LatencyStatistics(int maxWorkers) {
    this(maxWorkers, ALL_CLOCKS);
  }

  /**
   * Creates the recorders of something that does not have every clock.
   *
   * @param maxWorkers places that there are
   * @param clocks whether it has each clock; the response time it has
   */
  public LatencyStatistics(int maxWorkers, Latencies<Boolean> clocks) {
    this.clocks = clocks;
    cohorts = new ArrivalCohorts(System.nanoTime(), clocks);
    recorders = new AtomicReferenceArray<>(maxWorkers);
  }

  /**
   * The cohorts that publishers count their events in.
   *
   * @return the cohorts
   */
  public ArrivalCohorts cohorts() {
    return cohorts;
  }

  /**
   * The recorder of a place. Thread-safe.
   *
   * @param workerIndex the place, from 0
   * @return its recorder, the same at each call
   */
  public WorkerRecorder forWorker(int workerIndex) {
    if (recorders.get(workerIndex) == null) {
      recorders.compareAndSet(workerIndex, null, new WorkerRecorder());
    }
    return recorders.get(workerIndex);
  }

  /**
   * Time that the workers of all places have spent on events, those under way included.
   * Thread-safe.
   *
   * @param nowNanos the time now
   * @return nanoseconds since the start, whatever was reset; never falls
   */
  public long busyNanos(long nowNanos) {
    long busy = 0;
    for (int index = 0; index < recorders.length(); index++) {
      busy += activityAt(index, nowNanos).busyNanos();
    }
    // An event seen under way may be found to have ended an instant before: this never falls.
    return busySeenNanos.accumulateAndGet(busy, Math::max);
  }

  /**
   * How long the worker of a place has been at its event. Thread-safe.
   *
   * @param workerIndex the place, from 0
   * @param nowNanos the time now
   * @return nanoseconds; 0 if it is at none
   */
  public long eventNanos(int workerIndex, long nowNanos) {
    return activityAt(workerIndex, nowNanos).eventNanos();
  }

  /**
   * Time that the workers of a place have spent on events, the one under way included. Thread-safe.
   *
   * @param workerIndex the place, from 0
   * @param nowNanos the time now
   * @return nanoseconds since the start, whatever was reset
   */
  public long busyNanos(int workerIndex, long nowNanos) {
    return activityAt(workerIndex, nowNanos).busyNanos();
  }

  private WorkerActivity.Reading activityAt(int workerIndex, long nowNanos) {
    WorkerRecorder recorder = recorders.get(workerIndex);
    return recorder == null ? NOTHING_DONE : recorder.activity().at(nowNanos);
  }

  @Override
  public void collect() {
    cohorts.tick(System.nanoTime());
    meter.drainInto(collected);
    for (int index = 0; index < recorders.length(); index++) {
      WorkerRecorder recorder = recorders.get(index);
      if (recorder != null) {
        recorder.drainInto(collected);
      }
    }
  }

  @Override
  public Latencies<Optional<LatencySummary>> sinceReset() {
    return CohortRecorder.only(clocks, collected.sinceReset());
  }

  @Override
  public IntervalSum sinceStart() {
    return collected.sinceStart();
  }

  @Override
  public long overRange() {
    return collected.overRange();
  }

  @Override
  public IntervalSum takeInterval(long intervalNanos) {
    return collected.takeInterval(intervalNanos);
  }

  /** Starts to watch for hiccups of the machine, on a thread of its own. */
  public void start() {
    meter.start();
  }

  /** Ends that thread. Idempotent. */
  @Override
  public void close() {
    meter.close();
  }

  @Override
  public void measureWhile(boolean busy) {
    meter.measureWhile(busy);
  }

  @Override
  public Optional<LatencySummary> hiccups() {
    return Optional.of(collected.hiccups());
  }

  @Override
  public Optional<List<Cohort>> cohortFigures() {
    return Optional.of(cohorts.figures(System.nanoTime()));
  }

  @Override
  public Optional<List<DepthSample.Point>> takeDepthNews() {
    return collected.takeDepthNews();
  }

  @Override
  public void discardInterval() {
    collected.discardInterval();
  }

  @Override
  public void reset() {
    collected.reset();
    cohorts.reset();
  }
}
