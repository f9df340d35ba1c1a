package weir.core.figures;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of one source at one moment. What a source does not have is empty, never zero.
 *
 * @param source name of the {@link Source}
 * @param number 1 for the first snapshot of a source's life, then rising; gaps mean that snapshots
 *     were merged
 * @param epochMillis wall-clock time of the sample, in milliseconds since 1970 UTC
 * @param uptimeNanos monotonic time since the source started, in nanoseconds: the axis for charts
 * @param resets how often the statistics were reset; a change means that ledger and {@code
 *     sinceReset} started afresh
 * @param ledger where every event is, counted since the last reset
 * @param oldestWaitingNanos how long the oldest event of the backlog has waited, in nanoseconds; 0
 *     if none waits; empty where nobody knows
 * @param workers requested and effective workers; empty where nobody knows of any
 * @param workerFigures the workers one by one, by their places, at most {@link WorkerFigures#MOST};
 *     empty where nobody tells them apart. They may be a quarter of a second older than the rest
 * @param resource use of the mock resource; empty where there is none
 * @param overRange latencies above the recordable hour since the last reset, each counted as one
 *     hour; empty where nobody counts them
 * @param sinceReset latencies of all events that ended since the last reset; empty each clock that
 *     the source does not have
 * @param hiccups what the machine itself took, since the last reset; empty where nobody watches
 * @param cohorts events by when they arrived, the latest cohorts, the oldest first; empty where
 *     nobody tells them apart
 * @param load the load that the server itself sends, or the last one; empty before the first, and
 *     where it can't
 * @param journal what keeps its events longer than its process lives; empty where nothing does
 * @param interval latencies of the events that ended since the snapshot before this one; without a
 *     value for each clock that the source does not have
 */
public record Snapshot(
    String source,
    long number,
    long epochMillis,
    long uptimeNanos,
    long resets,
    Ledger ledger,
    OptionalLong oldestWaitingNanos,
    Optional<WorkerCount> workers,
    Optional<List<WorkerFigures>> workerFigures,
    Optional<ResourceUse> resource,
    OptionalLong overRange,
    Latencies<Optional<LatencySummary>> sinceReset,
    Optional<LatencySummary> hiccups,
    Optional<List<Cohort>> cohorts,
    Optional<LoadFigures> load,
    Optional<JournalFigures> journal,
    Interval interval) {

  /** Keeps the lists from changing. */
  public Snapshot {
    cohorts = cohorts.map(List::copyOf);
    workerFigures =
        workerFigures.map(
            all -> List.copyOf(all.subList(0, Math.min(all.size(), WorkerFigures.MOST))));
  }

  /**
   * The figures of a source that can't tell how long events have waited, nor its workers apart, and
   * is sent no load by its server.
   *
   * @param source see {@link #source()}
   * @param number see {@link #number()}
   * @param epochMillis see {@link #epochMillis()}
   * @param uptimeNanos see {@link #uptimeNanos()}
   * @param resets see {@link #resets()}
   * @param ledger see {@link #ledger()}
   * @param workers see {@link #workers()}
   * @param resource see {@link #resource()}
   * @param overRange see {@link #overRange()}
   * @param sinceReset see {@link #sinceReset()}
   * @param hiccups see {@link #hiccups()}
   * @param cohorts see {@link #cohorts()}
   * @param interval see {@link #interval()}
   */
  public Snapshot(
      String source,
      long number,
      long epochMillis,
      long uptimeNanos,
      long resets,
      Ledger ledger,
      Optional<WorkerCount> workers,
      Optional<ResourceUse> resource,
      OptionalLong overRange,
      Latencies<Optional<LatencySummary>> sinceReset,
      Optional<LatencySummary> hiccups,
      Optional<List<Cohort>> cohorts,
      Interval interval) {
    this(
        source,
        number,
        epochMillis,
        uptimeNanos,
        resets,
        ledger,
        OptionalLong.empty(),
        workers,
        Optional.empty(),
        resource,
        overRange,
        sinceReset,
        hiccups,
        cohorts,
        Optional.empty(),
        Optional.empty(),
        interval);
  }

  /**
   * The figures of a source without a journal.
   *
   * @param source see {@link #source()}
   * @param number see {@link #number()}
   * @param epochMillis see {@link #epochMillis()}
   * @param uptimeNanos see {@link #uptimeNanos()}
   * @param resets see {@link #resets()}
   * @param ledger see {@link #ledger()}
   * @param oldestWaitingNanos see {@link #oldestWaitingNanos()}
   * @param workers see {@link #workers()}
   * @param workerFigures see {@link #workerFigures()}
   * @param resource see {@link #resource()}
   * @param overRange see {@link #overRange()}
   * @param sinceReset see {@link #sinceReset()}
   * @param hiccups see {@link #hiccups()}
   * @param cohorts see {@link #cohorts()}
   * @param load see {@link #load()}
   * @param interval see {@link #interval()}
   */
  public Snapshot(
      String source,
      long number,
      long epochMillis,
      long uptimeNanos,
      long resets,
      Ledger ledger,
      OptionalLong oldestWaitingNanos,
      Optional<WorkerCount> workers,
      Optional<List<WorkerFigures>> workerFigures,
      Optional<ResourceUse> resource,
      OptionalLong overRange,
      Latencies<Optional<LatencySummary>> sinceReset,
      Optional<LatencySummary> hiccups,
      Optional<List<Cohort>> cohorts,
      Optional<LoadFigures> load,
      Interval interval) {
    this(
        source,
        number,
        epochMillis,
        uptimeNanos,
        resets,
        ledger,
        oldestWaitingNanos,
        workers,
        workerFigures,
        resource,
        overRange,
        sinceReset,
        hiccups,
        cohorts,
        load,
        Optional.empty(),
        interval);
  }

  /**
   * These figures with what is said of a journal.
   *
   * @param figures see {@link #journal()}
   * @return a copy with it
   */
  public Snapshot withJournal(Optional<JournalFigures> figures) {
    return copy(number, workerFigures, cohorts, figures, interval);
  }

  /**
   * Whether nothing has changed but the time, and what follows from it.
   *
   * @param other of the same pipeline
   * @return true if no event came or ended between the two, and nothing was set
   */
  public boolean sameFiguresAs(Snapshot other) {
    return resets == other.resets
        && ledger.equals(other.ledger)
        && workers.isPresent() == other.workers.isPresent()
        && workers.map(count -> count.sameCountsAs(other.workers.orElseThrow())).orElse(true)
        && resource.equals(other.resource)
        && journal.equals(other.journal);
  }

  /**
   * Replaces this snapshot, which was never sent, with a newer one: the newer figures win, and the
   * intervals are merged, so that no count is lost.
   *
   * @param newer the snapshot of the same source that follows this one
   * @return the newer snapshot over both intervals
   */
  public Snapshot mergeInto(Snapshot newer) {
    return newer.withInterval(interval.plus(newer.interval));
  }

  /**
   * This snapshot over another interval.
   *
   * @param latencies the interval
   * @return a copy with it
   */
  public Snapshot withInterval(Interval latencies) {
    return withInterval(number, latencies);
  }

  /**
   * Completes figures with a place in the order of snapshots and an interval.
   *
   * @param newNumber see {@link #number()}
   * @param newInterval see {@link #interval()}
   * @return these figures with that number and interval
   */
  public Snapshot withInterval(long newNumber, Interval newInterval) {
    return copy(newNumber, workerFigures, cohorts, journal, newInterval);
  }

  /**
   * What is kept of this snapshot once there is a newer one: all but what is long, and of no use
   * later.
   *
   * @return this snapshot without cohorts and without the workers one by one; the interval packed
   */
  public Snapshot asPast() {
    return copy(number, Optional.empty(), Optional.empty(), journal, interval.packed());
  }

  private Snapshot copy(
      long newNumber,
      Optional<List<WorkerFigures>> newWorkerFigures,
      Optional<List<Cohort>> newCohorts,
      Optional<JournalFigures> newJournal,
      Interval newInterval) {
    return new Snapshot(
        source,
        newNumber,
        epochMillis,
        uptimeNanos,
        resets,
        ledger,
        oldestWaitingNanos,
        workers,
        newWorkerFigures,
        resource,
        overRange,
        sinceReset,
        hiccups,
        newCohorts,
        load,
        newJournal,
        newInterval);
  }
}
