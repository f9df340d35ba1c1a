package weir.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.link.ServerInfo;
import weir.core.settings.ResourceSettings;

/** Builds snapshots for tests, one figure at a time. */
public final class Snapshots {

  public static final ServerInfo SERVER =
      new ServerInfo(4711, 1_000, 1024, 64, "mock-resource", 8_000);

  private Snapshots() {}

  public static Snapshot at(long uptimeMillis, long completed, long backlog, int requested) {
    return of(uptimeMillis, completed, backlog, requested, requested, 0, new Histogram(3));
  }

  public static Snapshot of(
      long uptimeMillis,
      long completed,
      long backlog,
      int requested,
      int effective,
      long resets,
      Histogram responses) {
    Histogram none = new Histogram(3);
    Latencies<Histogram> latencies = new Latencies<>(none, none, none, none, responses);
    return new Snapshot(
        uptimeMillis,
        uptimeMillis,
        TimeUnit.MILLISECONDS.toNanos(uptimeMillis),
        resets,
        new Ledger(completed + backlog, completed, 0, 0, backlog, 0),
        new WorkerCount(requested, effective),
        new ResourceUse(
            Math.min(effective, (int) backlog),
            0,
            false,
            ResourceSettings.fixed(Duration.ofMillis(500)),
            Optional.empty()),
        0,
        latencies.map(LatencySummary::of),
        LatencySummary.EMPTY,
        List.of(),
        new Interval(
            50_000_000L, latencies.map(CompressedHistogram::of), CompressedHistogram.EMPTY));
  }

  /** The same with cohorts, and with a hiccup in its interval. */
  public static Snapshot with(Snapshot snapshot, List<Cohort> cohorts, long... hiccupMicros) {
    return new Snapshot(
        snapshot.number(),
        snapshot.epochMillis(),
        snapshot.uptimeNanos(),
        snapshot.resets(),
        snapshot.ledger(),
        snapshot.workers(),
        snapshot.resource(),
        snapshot.overRange(),
        snapshot.sinceReset(),
        snapshot.hiccups(),
        cohorts,
        new Interval(
            snapshot.interval().intervalNanos(),
            snapshot.interval().latencies(),
            CompressedHistogram.of(micros(hiccupMicros))));
  }

  /** A cohort of the events that arrived about a moment, of which some have ended. */
  public static Cohort cohort(long number, long arrivalMillis, long arrived, long... endedMicros) {
    Histogram ended = micros(endedMicros);
    return new Cohort(
        number,
        arrivalMillis * 1e3,
        arrived,
        Latencies.generate(() -> LatencySummary.of(ended)),
        ended.getTotalCount() == 0 ? 1e6 : Math.max(1e6, ended.getMean()));
  }

  public static Histogram micros(long... values) {
    Histogram histogram = new Histogram(3);
    for (long value : values) {
      histogram.recordValue(value);
    }
    return histogram;
  }
}
