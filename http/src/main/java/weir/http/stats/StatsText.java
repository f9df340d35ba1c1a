package weir.http.stats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import weir.core.figures.GroupShare;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;

/** Writes snapshots as text for a terminal. What a source does not have is left out. */
public final class StatsText {

  private static final String ROW = "%-13s %10s %10s %10s %10s %10s %10s %10s%n";

  private static final WorkTime NO_TIME = new WorkTime(0, 0);

  private StatsText() {}

  /** Empty if it is not known. */
  private static String busy(double share) {
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /**
   * All figures of one snapshot.
   *
   * @param snapshot the figures
   * @return several lines, each with its line break
   */
  public static String full(Snapshot snapshot) {
    String pool = pool(snapshot);
    StringBuilder text = new StringBuilder(snapshot.ledger().toString());
    OptionalLong oldest = snapshot.oldestWaitingNanos();
    if (oldest.isPresent() && snapshot.ledger().backlog() > 0) {
      text.append("; the oldest has waited ").append(time(oldest.getAsLong()));
    }
    text.append("%n".formatted());
    if (!pool.isEmpty()) {
      text.append(pool).append("%n".formatted());
    }
    text.append(consumers(snapshot));
    snapshot.journal().ifPresent(journal -> text.append(journal).append("%n".formatted()));
    snapshot.load().ifPresent(load -> text.append(load(load)).append("%n".formatted()));
    StringBuilder rows = new StringBuilder();
    Latencies.NAMES.forEach(
        snapshot.sinceReset(),
        (name, summary) -> summary.ifPresent(seen -> rows.append(row(name, seen))));
    snapshot.hiccups().ifPresent(seen -> rows.append(row("hiccup", seen)));
    if (!rows.isEmpty()) {
      text.append("%n".formatted())
          .append(
              String.format(
                  Locale.ROOT,
                  ROW,
                  "latency",
                  "count",
                  "mean",
                  "p50",
                  "p90",
                  "p99",
                  "p99.9",
                  "max"))
          .append(rows);
    }
    return text.toString();
  }

  /**
   * Who has what of a group's figures.
   *
   * @param shares the processes
   * @param allEvents whether latencies are of all events that these have counted
   * @return several lines, each with its line break
   */
  public static String group(List<GroupShare> shares, boolean allEvents) {
    StringBuilder text = new StringBuilder("%n".formatted());
    if (!allEvents) {
      text.append(
          "latencies are of the events that ended in about the last ten minutes, not of all%n"
              .formatted());
    }
    for (GroupShare share : shares) {
      text.append(share);
      if (share.silentNanos() > 0) {
        text.append(", silent for ").append(time(share.silentNanos()));
      }
      text.append("%n".formatted());
    }
    for (GroupShare share : shares) {
      if (share.clockAheadMillis() != 0) {
        text.append(share.clockNote()).append("%n".formatted());
      }
    }
    return text.toString();
  }

  /** Of workers whose number nobody counts, as of a ring's consumers, each has a line. */
  private static String consumers(Snapshot snapshot) {
    StringBuilder lines = new StringBuilder();
    if (snapshot.workers().isEmpty()) {
      for (WorkerFigures each : snapshot.workerFigures().orElse(List.of())) {
        lines.append(
            String.format(Locale.ROOT, "  %s, %d passed%n", each.thread(), each.completed()));
      }
    }
    return lines.toString();
  }

  private static String load(LoadFigures load) {
    return String.format(
        Locale.ROOT,
        "load %s: %s%s; sent %d, answered %d, rejected (503) %d, failed %d, never sent %d%n"
            + "  the generator itself was late by %s at p99, %s at most%s",
        load.what(),
        load.state().name().toLowerCase(Locale.ROOT),
        load.note().isEmpty() ? "" : ", " + load.note(),
        load.sent(),
        load.answered(),
        load.rejected(),
        load.failed(),
        load.unsent(),
        MicrosText.of((double) load.latenessP99Micros()),
        MicrosText.of((double) load.latenessMaxMicros()),
        load.isSpoiled()
            ? String.format(
                Locale.ROOT,
                ": %d requests left more than 1 ms late, so figures are not to be trusted",
                load.late())
            : "");
  }

  /** Workers and resource; empty if there is neither. */
  private static String pool(Snapshot snapshot) {
    StringJoiner text = new StringJoiner("; ");
    snapshot
        .workers()
        .ifPresent(
            workers ->
                text.add(
                    String.format(
                        Locale.ROOT,
                        "workers %d requested, %d effective%s",
                        workers.requested(),
                        workers.effective(),
                        workers
                            .time()
                            .map(time -> busy(time.busyShareSince(NO_TIME)))
                            .filter(share -> !share.isEmpty())
                            .map(share -> ", " + share + " busy since the start")
                            .orElse(""))));
    snapshot
        .resource()
        .ifPresent(
            resource ->
                text.add(
                    String.format(
                        Locale.ROOT,
                        "resource in use %d, waiting %d; %s",
                        resource.inUse(),
                        resource.waiting(),
                        ReplayText.serviceTime(resource))));
    return text.toString();
  }

  /** A column of the lines of {@code --watch}, and its text where the source has it. */
  private record Column(String heading, int width, Optional<String> text) {

    Column(String heading, int width, long count) {
      this(heading, width, Optional.of(Long.toString(count)));
    }

    String cell(String content) {
      return " ".repeat(Math.max(0, width - content.length())) + content;
    }
  }

  /**
   * The heading over {@link #watchLine}s.
   *
   * @param snapshot figures of the source
   * @return one line, without its line break
   */
  public static String watchHeading(Snapshot snapshot) {
    StringJoiner line = new StringJoiner(" ");
    for (Column column : columns(snapshot, snapshot)) {
      if (column.text.isPresent()) {
        line.add(column.cell(column.heading));
      }
    }
    return line.toString();
  }

  /**
   * One snapshot in one line.
   *
   * @param before the snapshot of the line before, for the throughput
   * @param now the snapshot to write
   * @return one line, without its line break
   */
  public static String watchLine(Snapshot before, Snapshot now) {
    StringJoiner line = new StringJoiner(" ");
    for (Column column : columns(before, now)) {
      column.text.ifPresent(text -> line.add(column.cell(text)));
    }
    return line.toString();
  }

  private static List<Column> columns(Snapshot before, Snapshot now) {
    Ledger ledger = now.ledger();
    return List.of(
        new Column("accepted", 9, ledger.accepted()),
        new Column(ledger.failed().isPresent() ? "completed" : "ended", 9, ledger.completed()),
        new Column("failed", 7, text(ledger.failed())),
        new Column("rejected", 9, text(ledger.rejected())),
        new Column("backlog", 9, ledger.backlog()),
        new Column("oldest", 9, oldest(now)),
        new Column("inflight", 8, ledger.inFlight()),
        new Column(
            "workers",
            7,
            now.workers().map(workers -> workers.effective() + "/" + workers.requested())),
        new Column("busy", 5, busyBetween(before, now)),
        new Column("in use", 6, now.resource().map(resource -> Integer.toString(resource.inUse()))),
        new Column("ended/s", 8, Optional.of(throughput(before, now))),
        new Column(
            "resp. p99",
            10,
            now.sinceReset().responseTime().map(seen -> MicrosText.of((double) seen.p99Micros()))));
  }

  private static Optional<String> oldest(Snapshot now) {
    OptionalLong oldest = now.oldestWaitingNanos();
    return oldest.isPresent() ? Optional.of(time(oldest.getAsLong())) : Optional.empty();
  }

  /** Over the time between the two; since the start in the first line. */
  private static Optional<String> busyBetween(Snapshot before, Snapshot now) {
    Optional<WorkTime> start = before.workers().flatMap(WorkerCount::time);
    return now.workers()
        .flatMap(WorkerCount::time)
        .map(time -> busy(time.busyShareSince(start.orElse(NO_TIME))))
        .map(share -> share.isEmpty() ? "–" : share);
  }

  private static Optional<String> text(OptionalLong count) {
    return count.isPresent() ? Optional.of(Long.toString(count.getAsLong())) : Optional.empty();
  }

  private static String throughput(Snapshot before, Snapshot now) {
    double seconds = (now.uptimeNanos() - before.uptimeNanos()) / 1e9;
    boolean comparable = before.resets() == now.resets() && seconds > 0;
    return comparable
        ? String.format(
            Locale.ROOT, "%.1f", (now.ledger().ended() - before.ledger().ended()) / seconds)
        : "–";
  }

  private static String row(String name, LatencySummary summary) {
    return String.format(
        Locale.ROOT,
        ROW,
        name,
        summary.count(),
        MicrosText.of(summary.meanMicros()),
        MicrosText.of((double) summary.p50Micros()),
        MicrosText.of((double) summary.p90Micros()),
        MicrosText.of((double) summary.p99Micros()),
        MicrosText.of((double) summary.p999Micros()),
        MicrosText.of((double) summary.maxMicros()));
  }

  /**
   * A time for people.
   *
   * @param nanos nanoseconds, 0 or more
   * @return such as {@code 57 µs}
   */
  public static String time(long nanos) {
    return MicrosText.of(nanos / 1_000.0);
  }
}
