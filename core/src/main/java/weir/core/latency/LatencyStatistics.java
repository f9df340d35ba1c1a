package weir.core.latency;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.telemetry.LatencyFigures;

/**
 * The recorders of a pool, one for each place a worker can have, and what has been collected from
 * them: all that was recorded since the last reset, and what was recorded since the last interval.
 */
public final class LatencyStatistics implements LatencyFigures, AutoCloseable {

  /** Filled in on first use, never emptied. */
  private final AtomicReferenceArray<WorkerRecorder> recorders;

  private final HiccupMeter meter = new HiccupMeter();
  private final ArrivalCohorts cohorts = new ArrivalCohorts(System.nanoTime());

  // What follows is confined to the thread that holds the sampler's lock.
  private final LatencyInterval fresh = new LatencyInterval();
  private final LatencyInterval interval = new LatencyInterval();
  private final LatencyInterval sinceReset = new LatencyInterval();
  private final Histogram freshHiccups = LatencyRange.newHistogram();
  private final Histogram intervalHiccups = LatencyRange.newHistogram();
  private final Histogram hiccupsSinceReset = LatencyRange.newHistogram();
  private Latencies<LatencySummary> summaries = LatencySummary.NONE;
  private LatencySummary hiccups = LatencySummary.EMPTY;

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
    meter.drainInto(freshHiccups);
    if (freshHiccups.getTotalCount() > 0) {
      intervalHiccups.add(freshHiccups);
      hiccupsSinceReset.add(freshHiccups);
      freshHiccups.reset();
      hiccups = LatencySummary.of(hiccupsSinceReset);
    }
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
  public Interval takeInterval(long intervalNanos) {
    Interval taken =
        new Interval(
            intervalNanos,
            interval.latencies().map(CompressedHistogram::of),
            CompressedHistogram.of(intervalHiccups));
    discardInterval();
    return taken;
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
  public LatencySummary hiccups() {
    return hiccups;
  }

  @Override
  public List<Cohort> cohortFigures() {
    return cohorts.figures(System.nanoTime());
  }

  @Override
  public void discardInterval() {
    interval.clear();
    if (intervalHiccups.getTotalCount() > 0) {
      intervalHiccups.reset();
    }
  }

  @Override
  public void reset() {
    sinceReset.clear();
    hiccupsSinceReset.reset();
    hiccups = LatencySummary.EMPTY;
    cohorts.reset();
    summaries = LatencySummary.NONE;
  }
}
