package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;
import weir.core.telemetry.SampledLatencies;

/**
 * Latencies of a source, with the hiccups that were seen by who samples it, while anything was
 * there that a hiccup could hold up.
 */
final class HiccupLatencies implements SampledLatencies {

  private final SampledLatencies all;
  private final boolean hasCohorts;

  /** Set by the sampler. */
  private volatile boolean busy;

  @GuardedBy("this")
  private final Histogram interval = LatencyRange.newHistogram();

  @GuardedBy("this")
  private final Histogram sinceReset = LatencyRange.newHistogram();

  /** What there is of {@link #sinceReset}: most sources are idle. */
  @GuardedBy("this")
  private LatencySummary summary = LatencySummary.EMPTY;

  HiccupLatencies(SampledLatencies all, boolean hasCohorts) {
    this.all = all;
    this.hasCohorts = hasCohorts;
  }

  /** The machine has taken that long from everything that runs on it. */
  synchronized void add(long micros) {
    if (busy) {
      long inRange = Math.min(micros, LatencyRange.MAX_MICROS);
      interval.recordValue(inRange);
      sinceReset.recordValue(inRange);
    }
  }

  @Override
  public void collect() {
    all.collect();
  }

  @Override
  public Latencies<Optional<LatencySummary>> sinceReset() {
    return all.sinceReset();
  }

  @Override
  public long overRange() {
    return all.overRange();
  }

  @Override
  public void measureWhile(boolean somethingIsThere) {
    busy = somethingIsThere;
    all.measureWhile(somethingIsThere);
  }

  @Override
  public synchronized Optional<LatencySummary> hiccups() {
    if (summary.count() != sinceReset.getTotalCount()) {
      summary = LatencySummary.of(sinceReset);
    }
    return Optional.of(summary);
  }

  @Override
  public Optional<List<Cohort>> cohortFigures() {
    return hasCohorts ? all.cohortFigures() : Optional.empty();
  }

  @Override
  public synchronized IntervalSum takeInterval(long intervalNanos) {
    IntervalSum taken = all.takeInterval(intervalNanos);
    taken.addHiccups(interval);
    clearInterval();
    return taken;
  }

  @Override
  public synchronized void discardInterval() {
    all.discardInterval();
    clearInterval();
  }

  @GuardedBy("this")
  private void clearInterval() {
    if (interval.getTotalCount() > 0) {
      interval.reset();
    }
  }

  @Override
  public synchronized void reset() {
    all.reset();
    sinceReset.reset();
    summary = LatencySummary.EMPTY;
  }
}
