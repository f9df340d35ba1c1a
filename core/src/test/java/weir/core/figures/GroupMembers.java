package weir.core.figures;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import weir.core.settings.ResourceSettings;

/** What processes of a group say. */
final class GroupMembers {

  private GroupMembers() {}

  static JournalFigures journal(boolean settled, long redelivered, Optional<String> trouble) {
    return journal(settled, redelivered, EndedEvents.NONE, trouble);
  }

  /** What was left at its start is told by what had ended. */
  static JournalFigures journal(boolean settled, EndedEvents before) {
    return journal(settled, 0, before, Optional.empty());
  }

  private static JournalFigures journal(
      boolean settled, long redelivered, EndedEvents before, Optional<String> trouble) {
    return new JournalFigures(
        "kafka",
        Optional.of("orders"),
        7 + before.total(),
        redelivered,
        1,
        0,
        Optional.of(before),
        settled,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        trouble);
  }

  static Ledger ledger(long completed, long failed, long backlog, long rejected) {
    return new Ledger(completed + failed + backlog + 1, completed, failed, rejected, backlog, 1);
  }

  static Snapshot snapshot(
      long uptimeMillis,
      Ledger ledger,
      boolean settled,
      int workers,
      long intervalMillis,
      long... responseMicros) {
    Histogram histogram = LatencyRange.newHistogram();
    LongStream.of(responseMicros).forEach(histogram::recordValue);
    CompressedHistogram seen = CompressedHistogram.of(histogram);
    Optional<LatencySummary> summary = Optional.of(LatencySummary.of(histogram));
    long uptime = TimeUnit.MILLISECONDS.toNanos(uptimeMillis);
    return new Snapshot(
            "weir",
            uptimeMillis,
            uptimeMillis,
            uptime,
            0,
            ledger,
            OptionalLong.of(uptimeMillis),
            Optional.of(
                new WorkerCount(
                    workers,
                    workers,
                    Optional.of(new WorkTime(workers * uptime / 2, workers * uptime)))),
            Optional.of(
                IntStream.range(0, workers)
                    .mapToObj(
                        place ->
                            new WorkerFigures(
                                place,
                                "weir-worker-" + place,
                                WorkerFigures.State.IDLE,
                                0,
                                place,
                                0,
                                uptime / 2))
                    .toList()),
            Optional.of(
                new ResourceUse(
                    workers,
                    1,
                    false,
                    ResourceSettings.fixed(Duration.ofMillis(5)),
                    Optional.empty())),
            OptionalLong.of(0),
            new Latencies<>(summary, Optional.empty(), Optional.empty(), summary, summary),
            Optional.of(LatencySummary.EMPTY),
            Optional.of(List.of()),
            Optional.empty(),
            new Interval(
                TimeUnit.MILLISECONDS.toNanos(intervalMillis),
                new Latencies<>(
                    seen, CompressedHistogram.EMPTY, CompressedHistogram.EMPTY, seen, seen),
                CompressedHistogram.EMPTY))
        .withJournal(Optional.of(journal(settled, 2, Optional.empty())));
  }

  /** The same after so many resets. */
  static Snapshot reset(Snapshot snapshot, long resets) {
    return new Snapshot(
        snapshot.source(),
        snapshot.number(),
        snapshot.epochMillis(),
        snapshot.uptimeNanos(),
        resets,
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
        snapshot.journal(),
        snapshot.interval());
  }
}
