package weir.desktop.model;

import java.time.Duration;

/**
 * How finely, and for how long, a level keeps the past.
 *
 * @param slotNanos length of a slot; each level's a multiple of the next finer one's
 * @param keepNanos slots that ended longer ago are forgotten: a coarser level has their time
 * @param floorNanos slots that ended later than this ago stay, whatever the budget says: the open
 *     slot of the next coarser level is not readable without them
 */
record SlotResolution(long slotNanos, long keepNanos, long floorNanos) {

  static SlotResolution of(Duration slot, Duration keep, Duration floor) {
    return new SlotResolution(slot.toNanos(), keep.toNanos(), floor.toNanos());
  }

  /** Start of the slot in which a moment is. */
  long startOf(long uptimeNanos) {
    return Math.floorDiv(uptimeNanos, slotNanos) * slotNanos;
  }
}
