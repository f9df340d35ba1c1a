package weir.desktop.model;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import weir.core.figures.LatencyRange;

/** Adds up the slots of a stretch of time. For one use. */
final class SpanSum {

  private final LatencyClock clock;
  private final Histogram latency = LatencyRange.newHistogram();
  private final Map<Tally, Long> counts = new EnumMap<>(Tally.class);
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private long known;

  SpanSum(LatencyClock clock) {
    this.clock = clock;
  }

  void add(Slot slot) {
    from = Math.min(from, slot.fromNanos());
    to = Math.max(to, slot.toNanos());
    known += slot.toNanos() - slot.fromNanos();
    for (Tally tally : Tally.values()) {
      counts.merge(tally, slot.count(tally), Long::sum);
    }
    slot.addTo(clock, latency);
  }

  SpanFigures figures() {
    return new SpanFigures(from, to, known, counts, latency);
  }
}
