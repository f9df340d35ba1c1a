package weir.core.figures;

import java.util.List;

/**
 * The pipeline's figures at one moment.
 *
 * @param number 1 for the first snapshot of a server's life, then rising; gaps mean that snapshots
 *     were merged
 * @param epochMillis wall-clock time of the sample, in milliseconds since 1970 UTC
 * @param uptimeNanos monotonic time since the pipeline started, in nanoseconds: the axis for charts
 * @param resets how often the statistics were reset; a change means that ledger and {@code
 *     sinceReset} started afresh
 * @param ledger where every event is, counted since the last reset
 * @param workers requested and effective workers
 * @param resource use of the mock resource
 * @param overRange latencies above the recordable hour since the last reset; each is counted as one
 *     hour
 * @param sinceReset latencies of all events that ended since the last reset
 * @param hiccups what the machine itself took, since the last reset
 * @param cohorts events by when they arrived, the latest cohorts, the oldest first
 * @param interval latencies of the events that ended since the snapshot before this one
 */
public record Snapshot(
    long number,
    long epochMillis,
    long uptimeNanos,
    long resets,
    Ledger ledger,
    WorkerCount workers,
    ResourceUse resource,
    long overRange,
    Latencies<LatencySummary> sinceReset,
    LatencySummary hiccups,
    List<Cohort> cohorts,
    Interval interval) {

  /** Keeps the cohorts from changing. */
  public Snapshot {
    cohorts = List.copyOf(cohorts);
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
        && workers.equals(other.workers)
        && resource.equals(other.resource);
  }

  /**
   * Replaces this snapshot, which was never sent, with a newer one: the newer figures win, and the
   * intervals are merged, so that no count is lost.
   *
   * @param newer the snapshot that follows this one
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
    return new Snapshot(
        number,
        epochMillis,
        uptimeNanos,
        resets,
        ledger,
        workers,
        resource,
        overRange,
        sinceReset,
        hiccups,
        cohorts,
        latencies);
  }

  /**
   * Completes figures with a place in the order of snapshots and an interval.
   *
   * @param newNumber see {@link #number()}
   * @param newInterval see {@link #interval()}
   * @return these figures with that number and interval
   */
  public Snapshot withInterval(long newNumber, Interval newInterval) {
    return new Snapshot(
        newNumber,
        epochMillis,
        uptimeNanos,
        resets,
        ledger,
        workers,
        resource,
        overRange,
        sinceReset,
        hiccups,
        cohorts,
        newInterval);
  }
}
