package weir.desktop.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hours of one source's past in bounded memory: slots that are the longer the older they are, each
 * the exact sum of finer ones. Where the budget is exceeded, the oldest slots of the finest level
 * go first; their time stays in the coarser ones. Confined to one thread.
 */
final class SlotStore {

  /** With the open slots, the cohorts and what is read of all these, a panel stays below 250 MB. */
  static final long BUDGET_BYTES = 28L << 20;

  private static final List<SlotResolution> RESOLUTIONS =
      List.of(
          SlotResolution.of(Duration.ofMillis(250), Duration.ofMinutes(10), Duration.ofSeconds(4)),
          SlotResolution.of(Duration.ofSeconds(2), Duration.ofHours(2), Duration.ofSeconds(40)),
          SlotResolution.of(Duration.ofSeconds(20), Duration.ofMinutes(630), Duration.ofMinutes(4)),
          SlotResolution.of(Duration.ofMinutes(2), Duration.ofHours(12), Duration.ofMinutes(4)));

  /** A recording does not go on: what fits is kept as fine as it is. */
  private static final long RECORDING_BUDGET_BYTES = 96L << 20;

  /** More slots than this in a pixel are not worth their drawing. */
  private static final int MOST_SLOTS_PER_PIXEL = 4;

  private final List<SlotLevel> levels = new ArrayList<>();
  private long budgetBytes;
  private boolean forgets = true;

  SlotStore(long budgetBytes) {
    this.budgetBytes = budgetBytes;
    SlotLevel finer = null;
    for (SlotResolution resolution : RESOLUTIONS) {
      finer = new SlotLevel(resolution, finer);
      levels.add(finer);
    }
  }

  /** From now on, only want of room makes the past coarser, and there is more of it. */
  void keepARecording() {
    budgetBytes = RECORDING_BUDGET_BYTES;
    forgets = false;
  }

  /** Adds the next sample; they come in the order of time. */
  void add(Sample sample) {
    int before = finest().closed().size();
    finest().add(sample);
    if (finest().closed().size() != before) {
      trim(sample.toNanos());
    }
  }

  /** Lets what is added next start slots of its own, at every level. */
  void interrupt() {
    finest().flush();
  }

  void clear() {
    levels.forEach(SlotLevel::clear);
  }

  /** What the slots take: an estimate that is on the safe side. */
  long bytes() {
    return levels.stream().mapToLong(SlotLevel::bytes).sum();
  }

  private SlotLevel finest() {
    return levels.getFirst();
  }

  private void trim(long now) {
    for (SlotLevel level : levels) {
      while (forgets && level.goesBackBefore(now - level.resolution().keepNanos())) {
        level.removeFirst();
      }
    }
    for (SlotLevel level : levels) {
      while (bytes() > budgetBytes && level.goesBackBefore(now - level.resolution().floorNanos())) {
        level.removeFirst();
      }
    }
  }

  /** When the oldest slot starts; {@link Long#MAX_VALUE} before the first sample. */
  long oldestNanos() {
    long oldest = finest().open().isEmpty() ? Long.MAX_VALUE : finest().open().fromNanos();
    for (SlotLevel level : levels) {
      oldest = Math.min(oldest, level.head());
    }
    return oldest;
  }

  /** Length of the slots that a time is kept in, at the finest. */
  long slotNanosAt(long uptimeNanos) {
    // A view may start before all that is known.
    long known = Math.max(uptimeNanos, oldestNanos());
    for (SlotLevel level : levels) {
      if (level.head() <= known) {
        return level.resolution().slotNanos();
      }
    }
    // Before everything, or nothing has been closed yet.
    SlotLevel coarsest = levels.getLast();
    return oldestNanos() <= uptimeNanos
        ? finest().resolution().slotNanos()
        : coarsest.closed().isEmpty()
            ? finest().resolution().slotNanos()
            : coarsest.resolution().slotNanos();
  }

  /**
   * Visits the slots to draw a stretch of time by, in its order: as fine as a width can show, and
   * coarser where the past is.
   *
   * @param from the stretch's start
   * @param to its end, not included
   * @param pixelNanos time that one pixel shows
   */
  void visitForDrawing(long from, long to, double pixelNanos, Consumer<Slot> action) {
    int drawn = 0;
    while (drawn < levels.size() - 1
        && levels.get(drawn).resolution().slotNanos() * MOST_SLOTS_PER_PIXEL < pixelNanos) {
      drawn++;
    }
    long next = from;
    for (int i = levels.size() - 1; i >= 0; i--) {
      // A coarser level only goes as far as a finer one that is drawn does not.
      long until = i > drawn ? levels.get(i - 1).head() : Long.MAX_VALUE;
      next = levels.get(i).visitClosed(next, to, until, action);
    }
    SlotSum open = finest().open();
    if (!open.isEmpty() && open.toNanos() >= next && open.toNanos() < to) {
      action.accept(open.peek());
    }
  }

  /**
   * Visits the fewest slots that make up a stretch of time: each that ends in it.
   *
   * @param from the stretch's start
   * @param to its end, not included
   */
  void visitCover(long from, long to, Consumer<Slot> action) {
    levels.getLast().visitCover(from, to, action);
  }
}
