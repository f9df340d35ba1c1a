package weir.core.latency;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import weir.core.link.Cohort;
import weir.core.link.CompressedHistogram;
import weir.core.link.IntervalLatencies;
import weir.core.link.Latencies;
import weir.core.link.LatencySummary;
import weir.core.telemetry.LatencyFigures;

/**
 * The recorders of a pool, one for each place a worker can have, and what has been collected from
 * them: all that was recorded since the last reset, and what was recorded since the last interval.
 */
public final class LatencyStatistics implements LatencyFigures {

  /** Filled in on first use, never emptied. */
  private final AtomicReferenceArray<WorkerRecorder> recorders;

  private final ArrivalCohorts cohorts = new ArrivalCohorts(System.nanoTime());

  // What follows is confined to the thread that holds the sampler's lock.
  private final LatencyInterval fresh = new LatencyInterval();
  private final LatencyInterval interval = new LatencyInterval();
  private final LatencyInterval sinceReset = new LatencyInterval();
  private Latencies<LatencySummary> summaries = LatencySummary.NONE;

  /**
   * Creates the recorders; a place costs memory only once it has had a worker.
   *
   * @param maxWorkers places that there are
   */
  public LatencyStatistics(int maxWorkers) {
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

  @Override
  public void collect() {
    cohorts.tick(System.nanoTime());
    for (int index = 0; index < recorders.length(); index++) {
      WorkerRecorder recorder = recorders.get(index);
      if (recorder != null) {
        recorder.drainInto(fresh);
      }
    }
    if (!fresh.isEmpty()) {
      interval.add(fresh);
      sinceReset.add(fresh);
      fresh.clear();
      summaries = sinceReset.latencies().map(LatencySummary::of);
    }
  }

  @Override
  public Latencies<LatencySummary> sinceReset() {
    return summaries;
  }

  @Override
  public long overRange() {
    return sinceReset.overRange();
  }

  @Override
  public IntervalLatencies takeInterval(long intervalNanos) {
    IntervalLatencies taken =
        new IntervalLatencies(intervalNanos, interval.latencies().map(CompressedHistogram::of));
    interval.clear();
    return taken;
  }

  @Override
  public List<Cohort> cohortFigures() {
    return cohorts.figures(System.nanoTime());
  }

  @Override
  public void discardInterval() {
    interval.clear();
  }

  @Override
  public void reset() {
    sinceReset.clear();
    cohorts.reset();
    summaries = LatencySummary.NONE;
  }
}
