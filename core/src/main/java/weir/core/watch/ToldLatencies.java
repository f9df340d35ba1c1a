package weir.core.watch;

import java.util.List;
import java.util.Optional;
import weir.core.figures.Cohort;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.telemetry.SampledLatencies;

/**
 * Latencies of tasks that are seen when they start: of when they came, no count is whole, so there
 * are no cohorts.
 */
final class ToldLatencies implements SampledLatencies {

  private final SampledLatencies all;

  ToldLatencies(SampledLatencies all) {
    this.all = all;
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
  public void measureWhile(boolean busy) {}

  @Override
  public Optional<LatencySummary> hiccups() {
    return Optional.empty();
  }

  @Override
  public Optional<List<Cohort>> cohortFigures() {
    return Optional.empty();
  }

  @Override
  public IntervalSum takeInterval(long intervalNanos) {
    return all.takeInterval(intervalNanos);
  }

  @Override
  public void discardInterval() {
    all.discardInterval();
  }

  @Override
  public void reset() {
    all.reset();
  }
}
