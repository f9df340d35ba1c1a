package weir.core.figures;

import java.util.Optional;

/**
 * What one process has of a group.
 *
 * @param member what the process is called, for people
 * @param workers requested and effective workers; empty of one that only takes events in
 * @param silentNanos how long nothing has come from it, in nanoseconds; 0 unless that is long
 * @param clockAheadMillis by how much its clock is ahead of the viewer's, in milliseconds; less
 *     than 0 for behind, and 0 where the two can't be told apart. What its figures take on their
 *     way counts as behind
 */
public record GroupShare(
    String member, Optional<WorkerCount> workers, long silentNanos, long clockAheadMillis) {

  /**
   * What a clock that is not this machine's means for the figures.
   *
   * @return a sentence without its full stop; empty where the clocks agree
   */
  public String clockNote() {
    return clockAheadMillis == 0
        ? ""
        : member
            + "'s clock is "
            + (clockAheadMillis > 0
                ? clockAheadMillis + " ms ahead of this one's"
                : -clockAheadMillis + " ms behind this one's, or its figures take as long to come")
            + ": waits that span machines are as uncertain";
  }

  /** Such as {@code pid 4711: 3}. */
  @Override
  public String toString() {
    return member
        + ": "
        + workers
            .map(
                count ->
                    count.effective() == count.requested()
                        ? Integer.toString(count.requested())
                        : count.requested() + " (" + count.effective() + " now)")
            .orElse("no workers");
  }
}
