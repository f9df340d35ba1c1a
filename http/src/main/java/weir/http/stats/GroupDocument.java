package weir.http.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.figures.GroupShare;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;

/**
 * The figures of a group of processes under the names that they have in JSON: those of one source,
 * and who has what.
 *
 * @param figures the sum; its source is the group
 * @param allEvents whether latencies are of all events that the processes have counted
 * @param processes the processes that answer
 */
public record GroupDocument(
    @JsonUnwrapped StatsDocument figures, boolean allEvents, List<Member> processes) {

  /**
   * A process.
   *
   * @param name what it is called
   * @param requested workers that are requested of it; null of one that only takes events in
   * @param effective workers that it has; null of one that only takes events in
   * @param silentMillis how long nothing has come from it; 0 unless that is long
   * @param clockAheadMillis by how much its clock is ahead of this machine's; less than 0 for
   *     behind
   */
  public record Member(
      String name,
      @JsonInclude(Include.NON_NULL) @Nullable Integer requested,
      @JsonInclude(Include.NON_NULL) @Nullable Integer effective,
      long silentMillis,
      long clockAheadMillis) {

    static Member of(GroupShare share) {
      return new Member(
          share.member(),
          share.workers().map(WorkerCount::requested).orElse(null),
          share.workers().map(WorkerCount::effective).orElse(null),
          share.silentNanos() / 1_000_000,
          share.clockAheadMillis());
    }
  }

  /**
   * Makes the document.
   *
   * @param snapshot the sum
   * @param allEvents see {@link #allEvents()}
   * @param shares who has what
   * @return the document
   */
  public static GroupDocument of(Snapshot snapshot, boolean allEvents, List<GroupShare> shares) {
    return new GroupDocument(
        StatsDocument.of(snapshot), allEvents, shares.stream().map(Member::of).toList());
  }
}
