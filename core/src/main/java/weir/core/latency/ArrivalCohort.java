package weir.core.latency;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import weir.core.link.Cohort;
import weir.core.link.LatencySummary;

/** The events that were accepted at about the same time. See {@link Cohort}. */
public final class ArrivalCohort {

  private static final int SIGNIFICANT_DIGITS = 2;

  private final long number;
  private final long originNanos;

  /** Events accepted. Any publisher adds, before its event can be claimed. */
  private final LongAdder arrived = new LongAdder();

  /** Sum of their intended arrivals, in microseconds since the origin. Added to after the count. */
  private final LongAdder arrivalMicros = new LongAdder();

  // What follows is confined to the thread that holds the sampler's lock.
  private final Histogram response = new Histogram(SIGNIFICANT_DIGITS);
  private double responseMicros;
  private long endedArrivalMicros;
  private LatencySummary summary = LatencySummary.EMPTY;
  private boolean changed;

  ArrivalCohort(long number, long originNanos) {
    this.number = number;
    this.originNanos = originNanos;
    response.setAutoResize(true);
  }

  /**
   * Counts an event that has been accepted. Thread-safe.
   *
   * @param intendedNanos when it should have arrived, on the monotonic clock
   */
  public void countArrival(long intendedNanos) {
    arrived.increment();
    arrivalMicros.add(arrivalMicros(intendedNanos));
  }

  boolean isEmpty() {
    return arrived.sum() == 0;
  }

  boolean hasEnded() {
    return arrived.sum() == response.getTotalCount();
  }

  void add(Histogram ended, long sumMicros, long sumArrivalMicros) {
    response.add(ended);
    responseMicros += (double) sumMicros;
    endedArrivalMicros += sumArrivalMicros;
    changed = true;
  }

  /** A time as it stands in the sums: in microseconds since the origin. */
  long arrivalMicros(long nanos) {
    return Math.floorDiv(nanos - originNanos, 1_000L);
  }

  Cohort figures(long nowNanos) {
    if (changed) {
      changed = false;
      summary = exactMean(LatencySummary.of(response));
    }
    long count;
    long sumMicros;
    do {
      count = arrived.sum();
      sumMicros = arrivalMicros.sum();
    } while (count != arrived.sum());
    long left = Math.max(0, count - summary.count());
    double ages = (double) left * arrivalMicros(nowNanos) - (sumMicros - endedArrivalMicros);
    double atLeast = count == 0 ? 0 : (responseMicros + Math.max(0, left == 0 ? 0 : ages)) / count;
    double arrival = count == 0 ? 0 : (double) sumMicros / count;
    return new Cohort(number, arrival, count, summary, atLeast);
  }

  /** The histogram's own mean is only as good as its buckets. */
  private LatencySummary exactMean(LatencySummary coarse) {
    return new LatencySummary(
        coarse.count(),
        responseMicros / coarse.count(),
        coarse.p50Micros(),
        coarse.p90Micros(),
        coarse.p99Micros(),
        coarse.p999Micros(),
        coarse.maxMicros());
  }
}
