package weir.core.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;

/** Latencies that count how they are used. */
final class FakeLatencies implements SampledLatencies {
  final AtomicInteger waiting = new AtomicInteger();
  private int interval;

  @Override
  public void collect() {
    interval += waiting.getAndSet(0);
  }

  @Override
  public Latencies<Optional<LatencySummary>> sinceReset() {
    return LatencySummary.NONE.map(Optional::of);
  }

  @Override
  public void measureWhile(boolean busy) {}

  @Override
  public Optional<LatencySummary> hiccups() {
    return Optional.of(LatencySummary.EMPTY);
  }

  @Override
  public Optional<List<Cohort>> cohortFigures() {
    return Optional.of(List.of());
  }

  @Override
  public long overRange() {
    return 0;
  }

  @Override
  public IntervalSum takeInterval(long intervalNanos) {
    IntervalSum taken = new IntervalSum();
    for (Histogram histogram : taken.latencies().toList()) {
      histogram.recordValueWithCount(7, interval);
    }
    taken.endAfter(intervalNanos);
    interval = 0;
    return taken;
  }

  @Override
  public void discardInterval() {
    interval = 0;
  }

  @Override
  public void reset() {}
}
