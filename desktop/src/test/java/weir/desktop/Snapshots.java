package weir.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import weir.core.figures.Capabilities;
import weir.core.figures.Change;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.LoadFigures;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.link.ServerInfo;
import weir.core.settings.ResourceSettings;

/** Builds snapshots for tests, one figure at a time. */
public final class Snapshots {

  public static final ServerInfo SERVER = new ServerInfo(4711, 1_000);

  public static final Source PIPELINE =
      new Source(
          "weir",
          SourceKind.PIPELINE,
          Optional.of("mock-resource"),
          OptionalInt.of(1024),
          Capabilities.all(new WorkerRange(0, 64)));

  /** An executor that can only be watched. */
  public static final Source EXECUTOR =
      new Source(
          "orders", SourceKind.EXECUTOR, Optional.empty(), OptionalInt.empty(), Capabilities.NONE);

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
        PIPELINE.name(),
        uptimeMillis,
        uptimeMillis,
        TimeUnit.MILLISECONDS.toNanos(uptimeMillis),
        resets,
        new Ledger(completed + backlog, completed, 0, 0, backlog, 0),
        OptionalLong.of(0),
        Optional.of(new WorkerCount(requested, effective)),
        Optional.empty(),
        Optional.of(
            new ResourceUse(
                Math.min(effective, (int) backlog),
                0,
                false,
                ResourceSettings.fixed(Duration.ofMillis(500)),
                Optional.empty())),
        OptionalLong.of(0),
        latencies.map(histogram -> Optional.of(LatencySummary.of(histogram))),
        Optional.of(LatencySummary.EMPTY),
        Optional.of(List.of()),
        Optional.empty(),
        new Interval(
            50_000_000L, latencies.map(CompressedHistogram::of), CompressedHistogram.EMPTY));
  }

  /** What a pool of threads shows: workers, wait, service and response times, nothing else. */
  public static Snapshot ofExecutor(long uptimeMillis, long ended, long backlog) {
    Histogram seen = micros(1_500, 2_500);
    Optional<LatencySummary> summary = Optional.of(LatencySummary.of(seen));
    CompressedHistogram packed = CompressedHistogram.of(seen);
    CompressedHistogram none = CompressedHistogram.EMPTY;
    return new Snapshot(
        EXECUTOR.name(),
        uptimeMillis,
        uptimeMillis,
        TimeUnit.MILLISECONDS.toNanos(uptimeMillis),
        0,
        new Ledger(
            ended + backlog + 4, ended, OptionalLong.empty(), OptionalLong.empty(), backlog, 4),
        Optional.of(new WorkerCount(4, 4)),
        Optional.empty(),
        OptionalLong.empty(),
        new Latencies<>(summary, Optional.empty(), Optional.empty(), summary, summary),
        Optional.empty(),
        Optional.empty(),
        new Interval(50_000_000L, new Latencies<>(packed, none, none, packed, packed), none));
  }

  /** What is left where nobody measures times or counts failures. */
  public static Snapshot withoutTimes(Snapshot snapshot) {
    Ledger ledger = snapshot.ledger();
    return new Snapshot(
        snapshot.source(),
        snapshot.number(),
        snapshot.epochMillis(),
        snapshot.uptimeNanos(),
        snapshot.resets(),
        new Ledger(
            ledger.accepted(),
            ledger.completed(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            ledger.backlog(),
            ledger.inFlight()),
        OptionalLong.empty(),
        snapshot.workers(),
        snapshot.workerFigures(),
        Optional.empty(),
        OptionalLong.of(0),
        LatencySummary.ABSENT,
        snapshot.hiccups(),
        Optional.empty(),
        Optional.empty(),
        Interval.EMPTY);
  }

  /** The same of a source that started at another time of the wall clock. */
  public static Snapshot bornAt(long epochMillis, Snapshot snapshot) {
    return new Snapshot(
        snapshot.source(),
        snapshot.number(),
        epochMillis + TimeUnit.NANOSECONDS.toMillis(snapshot.uptimeNanos()),
        snapshot.uptimeNanos(),
        snapshot.resets(),
        snapshot.ledger(),
        snapshot.oldestWaitingNanos(),
        snapshot.workers(),
        snapshot.workerFigures(),
        snapshot.resource(),
        snapshot.overRange(),
        snapshot.sinceReset(),
        snapshot.hiccups(),
        snapshot.cohorts(),
        snapshot.load(),
        snapshot.interval());
  }

  /** The same with what its workers have had, and used of it. */
  public static Snapshot worked(Snapshot snapshot, long busyNanos, long workerNanos) {
    WorkerCount count = snapshot.workers().orElseThrow();
    WorkTime time = new WorkTime(busyNanos, workerNanos);
    return new Snapshot(
        snapshot.source(),
        snapshot.number(),
        snapshot.epochMillis(),
        snapshot.uptimeNanos(),
        snapshot.resets(),
        snapshot.ledger(),
        snapshot.oldestWaitingNanos(),
        Optional.of(new WorkerCount(count.requested(), count.effective(), Optional.of(time))),
        snapshot.workerFigures(),
        snapshot.resource(),
        snapshot.overRange(),
        snapshot.sinceReset(),
        snapshot.hiccups(),
        snapshot.cohorts(),
        snapshot.load(),
        snapshot.interval());
  }

  /** A change, by somebody. */
  public static Change change(
      long number, long uptimeMillis, Change.Kind kind, String from, String to) {
    return new Change(
        PIPELINE.name(),
        number,
        TimeUnit.MILLISECONDS.toNanos(uptimeMillis),
        uptimeMillis,
        kind,
        "somebody",
        from,
        to);
  }

  /** The same with cohorts. */
  public static Snapshot withCohorts(Snapshot snapshot, Cohort... cohorts) {
    return with(snapshot, List.of(cohorts), snapshot.interval());
  }

  /** The same with cohorts, and with a hiccup in its interval. */
  public static Snapshot with(Snapshot snapshot, List<Cohort> cohorts, long... hiccupMicros) {
    return with(
        snapshot,
        cohorts,
        new Interval(
            snapshot.interval().intervalNanos(),
            snapshot.interval().latencies(),
            CompressedHistogram.of(micros(hiccupMicros))));
  }

  /** The same with workers one by one. */
  public static Snapshot withWorkers(Snapshot snapshot, List<WorkerFigures> workers) {
    return with(
        snapshot, Optional.of(workers), snapshot.cohorts(), snapshot.load(), snapshot.interval());
  }

  /** A worker that has been at its event for a time, and busy all along; 0 for an idle one. */
  public static WorkerFigures worker(int place, long eventMillis, long busyMillis) {
    return new WorkerFigures(
        place,
        "weir-worker-" + place,
        eventMillis == 0 ? WorkerFigures.State.IDLE : WorkerFigures.State.HANDLING,
        TimeUnit.MILLISECONDS.toNanos(eventMillis),
        10L * place,
        place,
        TimeUnit.MILLISECONDS.toNanos(busyMillis));
  }

  private static Snapshot with(Snapshot snapshot, List<Cohort> cohorts, Interval interval) {
    return with(
        snapshot, snapshot.workerFigures(), Optional.of(cohorts), snapshot.load(), interval);
  }

  /** The same under a load that the server sends itself. */
  public static Snapshot withLoad(Snapshot snapshot, Optional<LoadFigures> load) {
    return with(snapshot, snapshot.workerFigures(), snapshot.cohorts(), load, snapshot.interval());
  }

  private static Snapshot with(
      Snapshot snapshot,
      Optional<List<WorkerFigures>> workerFigures,
      Optional<List<Cohort>> cohorts,
      Optional<LoadFigures> load,
      Interval interval) {
    return new Snapshot(
        snapshot.source(),
        snapshot.number(),
        snapshot.epochMillis(),
        snapshot.uptimeNanos(),
        snapshot.resets(),
        snapshot.ledger(),
        snapshot.oldestWaitingNanos(),
        snapshot.workers(),
        workerFigures,
        snapshot.resource(),
        snapshot.overRange(),
        snapshot.sinceReset(),
        snapshot.hiccups(),
        cohorts,
        load,
        interval);
  }

  /** What one process of a group says: another ledger, and what keeps its events. */
  public static Snapshot inGroup(Snapshot its, Ledger ledger, JournalFigures journal) {
    return new Snapshot(
            its.source(),
            its.number(),
            its.epochMillis(),
            its.uptimeNanos(),
            its.resets(),
            ledger,
            its.oldestWaitingNanos(),
            its.workers(),
            its.workerFigures(),
            its.resource(),
            its.overRange(),
            its.sinceReset(),
            its.hiccups(),
            its.cohorts(),
            its.load(),
            its.interval())
        .withJournal(Optional.of(journal));
  }

  /** A cohort of the events that arrived about a moment, of which some have ended. */
  public static Cohort cohort(long number, long arrivalMillis, long arrived, long... endedMicros) {
    Histogram ended = micros(endedMicros);
    Optional<LatencySummary> summary = Optional.of(LatencySummary.of(ended));
    return new Cohort(
        number,
        arrivalMillis * 1e3,
        arrived,
        Latencies.generate(() -> summary),
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
