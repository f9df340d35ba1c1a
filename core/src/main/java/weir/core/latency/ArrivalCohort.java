package weir.core.latency;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;

/** The events that were accepted at about the same time. See {@link Cohort}. */
public final class ArrivalCohort {

  private final long number;
  private final long originNanos;

  /** Events accepted. Any publisher adds, before its event can be claimed. */
  private final LongAdder arrived = new LongAdder();

  /** Sum of their intended arrivals, in microseconds since the origin. Added to after the count. */
  private final LongAdder arrivalMicros = new LongAdder();

  // What follows is confined to the thread that holds the sampler's lock.
  /** Null once another cohort has taken them over, until an event comes all the same. */
  private @Nullable Latencies<CohortClock> clocks;

  private long endedArrivalMicros;

  ArrivalCohort(long number, long originNanos) {
    this(number, originNanos, Latencies.generate(CohortClock::new));
  }

  private ArrivalCohort(long number, long originNanos, Latencies<CohortClock> clocks) {
    this.number = number;
    this.originNanos = originNanos;
    this.clocks = clocks;
  }

  /**
   * Another cohort, with the clocks of this one, which has ended and is no longer looked at: grown
   * ones that are made each second are old before they are garbage, and fill the old generation. A
   * publisher that was held up all the time may still count in this one, which then gets new
   * clocks.
   */
  ArrivalCohort succeededBy(long nextNumber) {
    Latencies<CohortClock> grown = clocks();
    clocks = null;
    grown.toList().forEach(CohortClock::clear);
    return new ArrivalCohort(nextNumber, originNanos, grown);
  }

  /** See {@link ArrivalCohorts#countArrival}. */
  void countArrival(long intendedNanos) {
    arrived.increment();
    arrivalMicros.add(arrivalMicros(intendedNanos));
  }

  boolean isEmpty() {
    return arrived.sum() == 0;
  }

  private Latencies<CohortClock> clocks() {
    if (clocks == null) {
      clocks = Latencies.generate(CohortClock::new);
    }
    return clocks;
  }

  boolean hasEnded() {
    return arrived.sum() == ended();
  }

  private long ended() {
    return clocks().responseTime().count();
  }

  void add(EndedEvents events) {
    clocks()
        .zip(
            events.latencies,
            (clock, latencies) -> {
              clock.add(latencies);
              return clock;
            });
    endedArrivalMicros += events.arrivalMicros;
  }

  /** A time as it stands in the sums: in microseconds since the origin. */
  long arrivalMicros(long nanos) {
    return Math.floorDiv(nanos - originNanos, 1_000L);
  }

  Cohort figures(long nowNanos) {
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
        clocks().map(clock -> Optional.of(clock.summary())),
        count == 0 ? 0 : known / count);
  }
}
