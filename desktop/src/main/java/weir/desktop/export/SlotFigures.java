package weir.desktop.export;

import java.util.ArrayList;
import java.util.List;
import weir.desktop.model.History;
import weir.desktop.model.Slot;
import weir.desktop.model.TimeWindow;

/**
 * What is known of a stretch of time, taken out of a history: to be written on any thread while
 * that goes on. Immutable.
 *
 * @param source name of the source that it is of
 * @param slots the slots that end in the stretch, as fine as they are kept, the oldest first; no
 *     event is in two of them
 * @param bornEpochMillis the wall clock at the source's uptime 0, in milliseconds since 1970 UTC
 */
public record SlotFigures(String source, List<Slot> slots, long bornEpochMillis) {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Keeps the list from changing. */
  public SlotFigures {
    slots = List.copyOf(slots);
  }

  /**
   * Takes a stretch.
   *
   * @param source name of the source
   * @param history its past; on its own thread
   * @param stretch which part
   * @return the figures
   */
  public static SlotFigures of(String source, History history, TimeWindow stretch) {
    List<Slot> slots = new ArrayList<>();
    history.visitSlots(
        stretch.fromNanos() + 1, stretch.toNanos(), 0, slot -> slots.add(slot.kept()));
    return new SlotFigures(source, slots, history.epochMillis(0));
  }

  long epochMillis(long uptimeNanos) {
    return bornEpochMillis + uptimeNanos / NANOS_PER_MILLI;
  }
}
