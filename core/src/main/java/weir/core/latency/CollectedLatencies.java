package weir.core.latency;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.DepthSample;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;

/**
 * What was collected from all recorders: since the last interval, and since the last reset.
 * Confined to the thread that holds the sampler's lock, but for an interval that was taken.
 */
final class CollectedLatencies implements EventJournal.Reader {

  private final Latencies<ClockTotals> sinceReset = Latencies.generate(CollectedLatencies::totals);
  private final ClockTotals hiccupsSinceReset = totals();

  /** All that resets have taken out of the two; most servers are never reset. */
  private @Nullable IntervalSum beforeReset;

  private final DepthTrail trail = new DepthTrail();
  private long overRange;
  private IntervalSum interval = new IntervalSum();
  private IntervalSum taken = new IntervalSum();

  private static ClockTotals totals() {
    return new ClockTotals(LatencyRange.newHistogram());
  }

  /** Adds events that a worker has added up, to their cohort as well. */
  void add(EndedEvents events) {
    CohortRecorder cohort = events.cohort;
    if (cohort != null) {
      cohort.add(events.latencies, events.arrivalMicros);
    }
    interval.addLatencies(events.latencies);
    sinceReset.forEach(events.latencies, ClockTotals::add);
  }

  @Override
  public void read(
      CohortRecorder cohort,
      Latencies<long[]> micros,
      long[] depths,
      long arrivalMicros,
      int from,
      int to) {
    cohort.add(micros, arrivalMicros, from, to);
    EventJournal.record(micros, from, to, interval.latencies());
    sinceReset.forEach(micros, (totals, values) -> totals.add(values, from, to));
    trail.add(depths, micros.responseTime(), from, to);
  }

  void addOverRange(long count) {
    overRange += count;
  }

  void addHiccups(Histogram hiccups) {
    interval.addHiccups(hiccups);
    hiccupsSinceReset.add(hiccups);
  }

  /** The interval up to now, which is the caller's until the next call. */
  IntervalSum takeInterval(long intervalNanos) {
    IntervalSum ended = interval;
    interval = taken;
    taken = ended;
    interval.clear();
    ended.endAfter(intervalNanos);
    return ended;
  }

  void discardInterval() {
    interval.clear();
  }

  Latencies<LatencySummary> sinceReset() {
    return sinceReset.map(ClockTotals::summary);
  }

  LatencySummary hiccups() {
    return hiccupsSinceReset.summary();
  }

  /** All that was ever collected, whatever was reset, in histograms of the caller's own. */
  IntervalSum sinceStart() {
    IntervalSum sum = new IntervalSum();
    if (beforeReset != null) {
      sum.add(beforeReset);
    }
    addSinceReset(sum);
    return sum;
  }

  private void addSinceReset(IntervalSum sum) {
    sinceReset.forEach(sum.latencies(), ClockTotals::addTo);
    hiccupsSinceReset.addTo(sum.hiccups());
  }

  /** Latencies above the range since the last reset, recorded as its end. */
  long overRange() {
    return overRange;
  }

  /** See {@link DepthTrail#takeNews}. */
  Optional<List<DepthSample.Point>> takeDepthNews() {
    return trail.takeNews();
  }

  /** Forgets all but the interval under way. */
  void reset() {
    IntervalSum before = beforeReset == null ? new IntervalSum() : beforeReset;
    addSinceReset(before);
    beforeReset = before;
    sinceReset.toList().forEach(ClockTotals::clear);
    hiccupsSinceReset.clear();
    trail.clear();
    overRange = 0;
  }
}
