package weir.core.telemetry;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import weir.core.link.Cohort;
import weir.core.link.CompressedHistogram;
import weir.core.link.IntervalLatencies;
import weir.core.link.Latencies;
import weir.core.link.LatencySummary;

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
  public IntervalLatencies takeInterval(long intervalNanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(7, interval);
    interval = 0;
    CompressedHistogram compressed = CompressedHistogram.of(histogram);
    return new IntervalLatencies(intervalNanos, Latencies.generate(() -> compressed), compressed);
  }

  @Override
  public void discardInterval() {
    interval = 0;
  }

  @Override
  public void reset() {}
}
