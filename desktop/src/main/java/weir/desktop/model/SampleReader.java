package weir.desktop.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;

/**
 * Turns snapshots into samples: what a gauge reads, and how often something happened since the
 * snapshot before. Confined to one thread.
 */
final class SampleReader {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<Tally, ThroughputMeter> meters = new EnumMap<>(Tally.class);

  /** Null where no rate can be taken from. */
  private @Nullable Snapshot before;

  /** What is counted from; null where that is not known. */
  private @Nullable Ledger counted;

  /** Of the sample before; {@link Long#MIN_VALUE} where the time since is unknown. */
  private long reach = Long.MIN_VALUE;

  SampleReader() {
    for (Tally tally : Tally.values()) {
      meters.put(tally, new ThroughputMeter());
    }
  }

  /** Between the sample before and the next is a time of which nothing is known. */
  void interrupt() {
    reach = Long.MIN_VALUE;
    counted = null;
    restartRates();
  }

  /**
   * The ledger was reset before the next sample: no rate is taken across, and the next counts are
   * all that has happened since. What was in the pipeline then is accepted anew, and counted
   * before.
   *
   * @param next the ledger of the next sample
   */
  void seeReset(Ledger next) {
    Ledger last = counted;
    if (last != null) {
      counted = new Ledger(Math.min(last.inPipeline(), next.accepted()), 0, 0, 0, 0, 0);
    }
    restartRates();
  }

  private void restartRates() {
    before = null;
    meters.values().forEach(ThroughputMeter::restart);
  }

  Sample read(Snapshot snapshot) {
    long to = snapshot.uptimeNanos();
    long from = reach > Long.MIN_VALUE ? reach : to - snapshot.interval().intervalNanos();
    Sample sample =
        new Sample(
            Math.min(from, to - 1),
            to,
            gauges(snapshot),
            counts(snapshot),
            snapshot.interval().latencies());
    before = snapshot;
    counted = snapshot.ledger();
    reach = to;
    return sample;
  }

  private double[] gauges(Snapshot snapshot) {
    double[] values = new double[Gauge.values().length];
    Arrays.fill(values, Double.NaN);
    set(values, Gauge.BACKLOG, (double) snapshot.ledger().backlog());
    snapshot
        .oldestWaitingNanos()
        .ifPresent(nanos -> set(values, Gauge.OLDEST_WAITING, nanos / NANOS_PER_SECOND));
    set(values, Gauge.BUSY_WORKERS, (double) snapshot.ledger().inFlight());
    snapshot
        .resource()
        .ifPresent(
            use -> {
              set(values, Gauge.RESOURCE_IN_USE, use.inUse());
              set(values, Gauge.RESOURCE_WAITING, use.waiting());
            });
    snapshot
        .workers()
        .ifPresent(
            workers -> {
              set(values, Gauge.EFFECTIVE_WORKERS, workers.effective());
              set(values, Gauge.REQUESTED_WORKERS, workers.requested());
              set(values, Gauge.UTILISATION, utilisation(snapshot, workers));
            });
    set(values, Gauge.ARRIVAL_RATE, rate(snapshot, Tally.ARRIVALS));
    set(values, Gauge.COMPLETION_RATE, rate(snapshot, Tally.COMPLETIONS));
    set(values, Gauge.REJECTION_RATE, rate(snapshot, Tally.REJECTIONS));
    return values;
  }

  /** Of the time since the sample before, as the workers themselves measure it; else of now. */
  private double utilisation(Snapshot snapshot, WorkerCount workers) {
    Snapshot last = before;
    if (last != null && workers.time().isPresent()) {
      Optional<WorkTime> earlier = last.workers().flatMap(WorkerCount::time);
      if (earlier.isPresent()) {
        return workers.time().get().busyShareSince(earlier.get());
      }
    }
    return workers.effective() > 0
        ? Math.min(1, (double) snapshot.ledger().inFlight() / workers.effective())
        : Double.NaN;
  }

  private static void set(double[] values, Gauge gauge, double value) {
    values[gauge.index()] = value;
  }

  private double rate(Snapshot snapshot, Tally tally) {
    OptionalLong count = tally.of(snapshot.ledger());
    ThroughputMeter meter = meters.get(tally);
    return count.isEmpty() || meter == null
        ? Double.NaN
        : meter.add(snapshot.uptimeNanos(), count.getAsLong());
  }

  private long[] counts(Snapshot snapshot) {
    long[] counts = new long[Tally.values().length];
    Ledger last = counted;
    if (last != null) {
      for (Tally tally : Tally.values()) {
        counts[tally.index()] = tally.of(snapshot.ledger()).orElse(0) - tally.of(last).orElse(0);
      }
    }
    return counts;
  }
}
