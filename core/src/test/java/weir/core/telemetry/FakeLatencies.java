package weir.core.telemetry;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;

/** Latencies that count how they are used. */
final class FakeLatencies implements LatencyFigures {
  final AtomicInteger waiting = new AtomicInteger();
  private int interval;

  @Override
  public void collect() {
    interval += waiting.getAndSet(0);
  }

  @Override
  public Latencies<LatencySummary> sinceReset() {
    return LatencySummary.NONE;
  }

  @Override
  public void measureWhile(boolean busy) {}

  @Override
  public LatencySummary hiccups() {
    return LatencySummary.EMPTY;
  }

  @Override
  public List<Cohort> cohortFigures() {
    return List.of();
  }

  @Override
  public long overRange() {
    return 0;
  }

  @Override
  public Interval takeInterval(long intervalNanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(7, interval);
    interval = 0;
    CompressedHistogram compressed = CompressedHistogram.of(histogram);
    return new Interval(intervalNanos, Latencies.generate(() -> compressed), compressed);
  }

  @Override
  public void discardInterval() {
    interval = 0;
  }

  @Override
  public void reset() {}
}
