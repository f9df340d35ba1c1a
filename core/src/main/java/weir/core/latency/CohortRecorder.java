package weir.core.latency;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;

/** Records the events that were accepted at about the same time. See {@link Cohort}. */
public final class CohortRecorder {

  /** Coarse: there are five for each of {@link Cohort#MOST} cohorts. */
  private static final int SIGNIFICANT_DIGITS = 2;

  private final long number;
  private final long originNanos;

  /** Whether its events have each clock. */
  private final Latencies<Boolean> has;

  /** Events accepted. Any publisher adds, before its event can be claimed. */
  private final LongAdder arrived = new LongAdder();

  /** Sum of their intended arrivals, in microseconds since the origin. Added to after the count. */
  private final LongAdder arrivalMicros = new LongAdder();

  // What follows is confined to the thread that holds the sampler's lock.
  /** Null once another cohort has taken them over, until an event comes all the same. */
  private @Nullable Latencies<ClockTotals> clocks;

  private long endedArrivalMicros;

  /** Made once all events have ended; holds until another comes. */
  private @Nullable Cohort complete;

  CohortRecorder(long number, long originNanos, Latencies<Boolean> has) {
    this(number, originNanos, has, newClocks());
  }

  private CohortRecorder(
      long number, long originNanos, Latencies<Boolean> has, Latencies<ClockTotals> clocks) {
    this.number = number;
    this.has = has;
    this.originNanos = originNanos;
    this.clocks = clocks;
  }

  /**
   * Another cohort, with the clocks of this one, which has ended and is no longer looked at: grown
   * ones that are made each second are old before they are garbage, and fill the old generation. A
   * publisher that was held up all the time may still count in this one, which then gets new
   * clocks.
   */
  CohortRecorder succeededBy(long nextNumber) {
    Latencies<ClockTotals> grown = clocks();
    clocks = null;
    grown.toList().forEach(ClockTotals::clear);
    return new CohortRecorder(nextNumber, originNanos, has, grown);
  }

  /** See {@link ArrivalCohorts#countArrival}. */
  void countArrival(long intendedNanos) {
    arrived.increment();
    arrivalMicros.add(arrivalMicros(intendedNanos));
  }

  /**
   * Takes back an arrival that was counted, and will never start. Thread-safe.
   *
   * @param intendedNanos as it was counted with
   */
  public void takeBackArrival(long intendedNanos) {
    arrived.decrement();
    arrivalMicros.add(-arrivalMicros(intendedNanos));
  }

  boolean isEmpty() {
    return arrived.sum() == 0;
  }

  private Latencies<ClockTotals> clocks() {
    if (clocks == null) {
      clocks = newClocks();
    }
    return clocks;
  }

  boolean hasEnded() {
    return arrived.sum() == ended();
  }

  private long ended() {
    return clocks().responseTime().count();
  }

  private static Latencies<ClockTotals> newClocks() {
    return Latencies.generate(() -> new ClockTotals(new IntCountsHistogram(SIGNIFICANT_DIGITS)));
  }

  /** Adds events of this cohort that ended; see {@link EventJournal.Reader}. */
  void add(Latencies<long[]> micros, long sumOfArrivalMicros, int from, int to) {
    clocks().forEach(micros, (clock, values) -> clock.add(values, from, to));
    endedArrivalMicros += sumOfArrivalMicros;
  }

  /** As the other one, of events that were added up. */
  void add(Latencies<Histogram> micros, long sumOfArrivalMicros) {
    clocks().forEach(micros, ClockTotals::add);
    endedArrivalMicros += sumOfArrivalMicros;
  }

  /** A time as it stands in the sums: in microseconds since the origin. */
  long arrivalMicros(long nanos) {
    return Math.floorDiv(nanos - originNanos, 1_000L);
  }

  Cohort figures(long nowNanos) {
    Cohort before = complete;
    if (before != null && before.arrived() == arrived.sum() && before.arrived() == ended()) {
      return before;
    }
    Cohort now = figuresOf(nowNanos);
    complete = now.ended() == now.arrived() ? now : null;
    return now;
  }

  /** Leaves out what the source does not have. */
  static Latencies<Optional<LatencySummary>> only(
      Latencies<Boolean> has, Latencies<LatencySummary> summaries) {
    return summaries.zip(has, (summary, it) -> it ? Optional.of(summary) : Optional.empty());
  }

  private Cohort figuresOf(long nowNanos) {
    long count;
    long sumMicros;
    do {
      count = arrived.sum();
      sumMicros = arrivalMicros.sum();
    } while (count != arrived.sum());
    long left = Math.max(0, count - ended());
    double ages = (double) left * arrivalMicros(nowNanos) - (sumMicros - endedArrivalMicros);
    double known = clocks().responseTime().sumMicros() + Math.max(0, left == 0 ? 0 : ages);
    return new Cohort(
        number,
        count == 0 ? 0 : (double) sumMicros / count,
        count,
        only(has, clocks().map(ClockTotals::summary)),
        count == 0 ? 0 : known / count);
  }
}
