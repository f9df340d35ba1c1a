package weir.core.latency;

import java.util.concurrent.atomic.LongAdder;
import weir.core.link.Cohort;
import weir.core.link.Latencies;

/** The events that were accepted at about the same time. See {@link Cohort}. */
public final class ArrivalCohort {

  private final long number;
  private final long originNanos;

  /** Events accepted. Any publisher adds, before its event can be claimed. */
  private final LongAdder arrived = new LongAdder();

  /** Sum of their intended arrivals, in microseconds since the origin. Added to after the count. */
  private final LongAdder arrivalMicros = new LongAdder();

  // What follows is confined to the thread that holds the sampler's lock.
  private final Latencies<CohortClock> clocks = Latencies.generate(CohortClock::new);
  private long endedArrivalMicros;

  ArrivalCohort(long number, long originNanos) {
    this.number = number;
    this.originNanos = originNanos;
  }

  /** See {@link ArrivalCohorts#countArrival}. */
  void countArrival(long intendedNanos) {
    arrived.increment();
    arrivalMicros.add(arrivalMicros(intendedNanos));
  }

  boolean isEmpty() {
    return arrived.sum() == 0;
  }

  boolean hasEnded() {
    return arrived.sum() == ended();
  }

  private long ended() {
    return clocks.responseTime().count();
  }

  void add(EndedEvents events) {
    clocks.zip(
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
    double known = clocks.responseTime().sumMicros() + Math.max(0, left == 0 ? 0 : ages);
    return new Cohort(
        number,
        count == 0 ? 0 : (double) sumMicros / count,
        count,
        clocks.map(CohortClock::summary),
        count == 0 ? 0 : known / count);
  }
}
