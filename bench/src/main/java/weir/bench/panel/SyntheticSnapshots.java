package weir.bench.panel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import weir.core.figures.Capabilities;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.settings.ResourceSettings;

/**
 * A busy pipeline that nobody runs: every figure changes with each snapshot, always in the same
 * way. Confined to one thread.
 */
final class SyntheticSnapshots {

  static final Source SOURCE =
      new Source(
          "weir",
          SourceKind.PIPELINE,
          Optional.of("mock-resource"),
          OptionalInt.of(16_384),
          Capabilities.all(new WorkerRange(0, 64)));

  private static final int WORKERS = 8;
  private static final int EVENTS = 100;

  /** So many different intervals take turns. */
  private static final int INTERVALS = 61;

  private final Random random = new Random(12);
  private final List<Latencies<CompressedHistogram>> latencies =
      Stream.generate(() -> Latencies.generate(this::histogram)).limit(INTERVALS).toList();
  private final LatencySummary summary =
      LatencySummary.of(latencies.getFirst().responseTime().decode());
  private final Latencies<Optional<LatencySummary>> summaries =
      Latencies.generate(() -> Optional.of(summary));
  private final long startEpochMillis = System.currentTimeMillis();
  private final long intervalNanos;
  private long number;
  private long arrived;
  private long completed;
  private long busyNanos;

  /** Starts at an uptime of 0, with so much time from one snapshot to the next. */
  SyntheticSnapshots(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  private CompressedHistogram histogram() {
    Histogram seen = LatencyRange.newHistogram();
    for (int event = 0; event < EVENTS; event++) {
      seen.recordValue((long) Math.pow(10, 3 + 2.5 * random.nextDouble()));
    }
    return CompressedHistogram.of(seen);
  }

  Snapshot next() {
    number++;
    long uptimeNanos = number * intervalNanos;
    // Arrivals and completions swing about each other, so that the backlog grows and shrinks.
    arrived += EVENTS + random.nextInt(40) + (number / 400 % 2 == 0 ? 4 : -4);
    long backlog = Math.max(0, arrived - completed - random.nextInt(100) - EVENTS);
    long inFlight = random.nextInt(WORKERS + 1);
    completed = Math.max(completed, arrived - backlog - inFlight);
    backlog = arrived - completed - inFlight;
    if (backlog < 0) {
      arrived -= backlog;
      backlog = 0;
    }
    busyNanos += (long) (intervalNanos * WORKERS * (0.6 + 0.4 * random.nextDouble()));
    return new Snapshot(
        SOURCE.name(),
        number,
        startEpochMillis + uptimeNanos / 1_000_000,
        uptimeNanos,
        0,
        new Ledger(arrived, completed, 0, 0, backlog, inFlight),
        OptionalLong.of(backlog * 500_000),
        Optional.of(
            new WorkerCount(
                WORKERS,
                WORKERS,
                Optional.of(new WorkTime(busyNanos, number * intervalNanos * WORKERS)))),
        Optional.empty(),
        Optional.of(
            new ResourceUse(
                (int) inFlight,
                random.nextInt(3),
                false,
                ResourceSettings.fixed(Duration.ofMillis(5)),
                Optional.empty())),
        OptionalLong.of(0),
        summaries,
        Optional.of(LatencySummary.EMPTY),
        Optional.of(List.of(cohort(uptimeNanos))),
        Optional.empty(),
        // Unpacked anew each time, as what comes over a socket is.
        new Interval(
                intervalNanos, latencies.get((int) (number % INTERVALS)), CompressedHistogram.EMPTY)
            .packed());
  }

  private Cohort cohort(long uptimeNanos) {
    long second = uptimeNanos / 1_000_000_000;
    return new Cohort(second, second * 1e6, EVENTS, summaries, summary.meanMicros());
  }
}
