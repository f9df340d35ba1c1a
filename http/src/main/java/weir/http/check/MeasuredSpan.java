package weir.http.check;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;

/**
 * The figures of one source from its first snapshot here to its last. Percentiles are those of one
 * histogram, into which all intervals are merged. Not thread-safe.
 */
public final class MeasuredSpan {

  /** A percentile that fewer events decide says nothing. */
  private static final int FEWEST_ABOVE = 10;

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final String NO_TIME = "there are not two samples of it: measure for longer";

  private final IntervalSum latencies = new IntervalSum();
  private final Map<Level, Gauge> levels = new EnumMap<>(Level.class);
  private @Nullable Snapshot first;
  private @Nullable Snapshot last;
  private boolean reset;

  /** What of the span was not there to be added; null if nothing. */
  private @Nullable String hole;

  /** Starts with nothing. */
  public MeasuredSpan() {
    for (Level level : Level.values()) {
      levels.put(level, new Gauge());
    }
  }

  /**
   * Takes the next snapshot. The first is where the span begins: what its interval holds was before
   * it.
   *
   * @param snapshot of the same source as the one before
   */
  public void add(Snapshot snapshot) {
    Snapshot before = last;
    long sinceLastNanos = 0;
    if (before == null) {
      first = snapshot;
    } else {
      latencies.add(snapshot.interval());
      sinceLastNanos = snapshot.uptimeNanos() - before.uptimeNanos();
      reset |= sinceLastNanos < 0 || snapshot.resets() != before.resets();
    }
    last = snapshot;
    for (Level level : Level.values()) {
      OptionalLong now = level.of(snapshot);
      if (now.isPresent()) {
        gauge(level).add((double) now.getAsLong(), Math.max(0, sinceLastNanos));
      }
    }
  }

  /**
   * How long it is.
   *
   * @return nanoseconds; 0 as long as there are not two snapshots
   */
  public long nanos() {
    return first == null || last == null
        ? 0
        : Math.max(0, last.uptimeNanos() - first.uptimeNanos());
  }

  /**
   * Says that some snapshots of the span are missing. What they had of single events and moments
   * nobody knows then, while counts go on from one snapshot to the next.
   *
   * @param sentence what is missing
   */
  public void missing(String sentence) {
    hole = sentence;
  }

  /** What figures of moments there are. */
  Reading level(Level level, Function<Gauge, Reading> figure) {
    return hole == null ? figure.apply(gauge(level)) : unknown(hole);
  }

  private Gauge gauge(Level level) {
    return Objects.requireNonNull(levels.get(level));
  }

  private static Reading unknown(String hole) {
    return new Reading.Unknown("some of it can't be read: " + hole);
  }

  Reading percentile(LatencyClock clock, double percentile) {
    if (hole != null) {
      return unknown(hole);
    }
    Histogram histogram = clock.of(latencies);
    long count = histogram.getTotalCount();
    // 10 of 1,000 are 1 % of them, whatever binary fractions make of it.
    if ((double) count * (100 - percentile) / 100 < FEWEST_ABOVE - 1e-6) {
      return tooFew(count, Math.round(Math.ceil(FEWEST_ABOVE * 100 / (100 - percentile) - 1e-6)));
    }
    return micros((double) histogram.getValueAtPercentile(percentile), count);
  }

  Reading mean(LatencyClock clock) {
    if (hole != null) {
      return unknown(hole);
    }
    Histogram histogram = clock.of(latencies);
    long count = histogram.getTotalCount();
    return count < FEWEST_ABOVE ? tooFew(count, FEWEST_ABOVE) : micros(histogram.getMean(), count);
  }

  Reading most(LatencyClock clock) {
    if (hole != null) {
      return unknown(hole);
    }
    Histogram histogram = clock.of(latencies);
    long count = histogram.getTotalCount();
    return count == 0 ? tooFew(0, 1) : micros((double) histogram.getMaxValue(), count);
  }

  private static Reading micros(double micros, long count) {
    return new Reading.Known(
        micros * NANOS_PER_MICRO, String.format(Locale.ROOT, "%,d values", count));
  }

  private static Reading tooFew(long count, long wanted) {
    return new Reading.Unknown(
        String.format(
            Locale.ROOT,
            "too few values: %,d, and it takes %,d; measure for longer, or ask for a lower"
                + " percentile",
            count,
            wanted));
  }

  Reading count(ToLongFunction<Ledger> figure) {
    Optional<Reading> unknown = whyNoCounts();
    return unknown.orElseGet(() -> new Reading.Known((double) rise(figure), ""));
  }

  /** Counts that a source need not have. */
  Reading optionalCount(Function<Ledger, OptionalLong> figure) {
    if (last != null && figure.apply(last.ledger()).isEmpty()) {
      return new Reading.Unknown("this source does not count them");
    }
    return count(ledger -> figure.apply(ledger).orElse(0));
  }

  private long rise(ToLongFunction<Ledger> figure) {
    return figure.applyAsLong(Objects.requireNonNull(last).ledger())
        - figure.applyAsLong(Objects.requireNonNull(first).ledger());
  }

  /** Figures of a count, in a second. */
  static Reading rate(Reading count, long nanos) {
    return count instanceof Reading.Known known
        ? new Reading.Known(
            known.value() * NANOS_PER_SECOND / (double) nanos,
            String.format(
                Locale.ROOT, "%,.0f in %.1f s", known.value(), (double) nanos / NANOS_PER_SECOND))
        : count;
  }

  Reading utilisation() {
    if (nanos() == 0) {
      return new Reading.Unknown(NO_TIME);
    }
    Optional<WorkTime> from = time(Objects.requireNonNull(first));
    Optional<WorkTime> to = time(Objects.requireNonNull(last));
    if (from.isEmpty() || to.isEmpty()) {
      return new Reading.Unknown("this source does not measure how busy its workers are");
    }
    double share = to.get().busyShareSince(from.get());
    return Double.isNaN(share)
        ? new Reading.Unknown("there was no worker")
        : new Reading.Known(share, "");
  }

  private static Optional<WorkTime> time(Snapshot snapshot) {
    return snapshot.workers().flatMap(WorkerCount::time);
  }

  private Optional<Reading> whyNoCounts() {
    if (nanos() == 0) {
      return Optional.of(new Reading.Unknown(NO_TIME));
    }
    return reset
        ? Optional.of(
            new Reading.Unknown(
                "the statistics were reset meanwhile, and nobody knows what was counted before"
                    + " that: measure again"))
        : Optional.empty();
  }
}
