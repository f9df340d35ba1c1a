package weir.core.link;

import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Snapshot;

/**
 * One snapshot on its way to all clients. Its interval is unpacked at most once, and only if a
 * client is behind. Confined to the publishing thread.
 */
final class Published {

  private final Snapshot snapshot;
  private @Nullable IntervalSum unpacked;

  Published(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** The interval for adding to a sum; shared, not to be changed. */
  IntervalSum unpacked() {
    IntervalSum sum = unpacked;
    if (sum == null) {
      sum = new IntervalSum(snapshot.interval());
      unpacked = sum;
    }
    return sum;
  }
}
