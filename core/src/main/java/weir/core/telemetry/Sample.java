package weir.core.telemetry;

import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Snapshot;

/**
 * One sample on its way to those who listen. Its interval is packed at most once, and only if
 * somebody wants a snapshot. Confined to the sampling thread.
 */
final class Sample {

  private final long number;
  private final Snapshot figures;
  private final IntervalSum interval;
  private @Nullable Snapshot snapshot;

  /**
   * Takes what there is.
   *
   * @param number of the snapshot
   * @param figures without an interval
   * @param interval lent until the next sample
   */
  Sample(long number, Snapshot figures, IntervalSum interval) {
    this.number = number;
    this.figures = figures;
    this.interval = interval;
  }

  /** The interval; read only, and not after the listener has returned. */
  IntervalSum interval() {
    return interval;
  }

  /** This sample with an interval that comes before its own. */
  Sample after(IntervalSum before) {
    before.add(interval);
    return new Sample(number, figures, before);
  }

  Snapshot snapshot() {
    Snapshot made = snapshot;
    if (made == null) {
      made = figures.withInterval(number, interval.pack());
      snapshot = made;
    }
    return made;
  }
}
