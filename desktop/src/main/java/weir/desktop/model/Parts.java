package weir.desktop.model;

import java.util.EnumSet;
import java.util.Set;
import weir.core.figures.Snapshot;

/**
 * What the source on show has: the rest is left out of the panel.
 *
 * @param failures whether failed events are counted
 * @param rejections whether rejected events are counted
 * @param workers whether workers are counted
 * @param resource whether there is a resource
 * @param clocks the latencies that are measured
 * @param hiccups whether it is told when the machine itself stood still
 * @param cohorts whether events are told apart by when they arrived
 * @param oldestWaiting whether it knows how long the oldest event has waited
 */
public record Parts(
    boolean failures,
    boolean rejections,
    boolean workers,
    boolean resource,
    Set<LatencyClock> clocks,
    boolean hiccups,
    boolean cohorts,
    boolean oldestWaiting) {

  /** Everything, which is what the panel shows before it knows. */
  public static final Parts ALL =
      new Parts(true, true, true, true, EnumSet.allOf(LatencyClock.class), true, true, true);

  /** Keeps the clocks from changing. */
  public Parts {
    clocks = Set.copyOf(clocks);
  }

  static Parts of(Snapshot snapshot) {
    Set<LatencyClock> clocks = EnumSet.noneOf(LatencyClock.class);
    for (LatencyClock clock : LatencyClock.values()) {
      if (clock.of(snapshot.sinceReset()).isPresent()) {
        clocks.add(clock);
      }
    }
    return new Parts(
        snapshot.ledger().failed().isPresent(),
        snapshot.ledger().rejected().isPresent(),
        snapshot.workers().isPresent(),
        snapshot.resource().isPresent(),
        clocks,
        snapshot.hiccups().isPresent(),
        snapshot.cohorts().isPresent(),
        snapshot.oldestWaitingNanos().isPresent());
  }

  /**
   * Whether any times are measured.
   *
   * @return false of a source that only tells how many events there are
   */
  public boolean times() {
    return !clocks.isEmpty();
  }

  /**
   * Whether there is enough for theory to say something.
   *
   * @return true if workers are counted and service and response times are measured
   */
  public boolean theory() {
    return workers
        && clocks.contains(LatencyClock.SERVICE)
        && clocks.contains(LatencyClock.RESPONSE);
  }
}
