package weir.core.link;

import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Snapshot;

/**
 * Snapshots of one source that become one: the newest figures over all intervals. The sum is kept
 * unpacked, so that one more costs a pass over its counts. Not thread-safe.
 */
final class SnapshotSum {

  private Snapshot newest;
  private @Nullable IntervalSum sum; // over all intervals, where there are at least two

  private @Nullable IntervalSum spare;

  SnapshotSum(Snapshot first) {
    newest = first;
  }

  /** Starts anew; what the last sum took is used again. */
  void restart(Snapshot first) {
    newest = first;
    if (sum != null) {
      sum.clear();
      spare = sum;
      sum = null;
    }
  }

  void add(Snapshot next) {
    if (sum == null) {
      sum = spare == null ? new IntervalSum() : spare;
      sum.add(newest.interval());
    }
    sum.add(next.interval());
    newest = next;
  }

  Snapshot newest() {
    return newest;
  }

  Snapshot pack() {
    return sum == null ? newest : newest.withInterval(sum.pack());
  }
}
