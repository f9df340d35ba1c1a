package weir.desktop.export;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.desktop.model.History;
import weir.desktop.model.Parts;
import weir.desktop.model.Slot;
import weir.desktop.model.TimeWindow;

/**
 * What is known of a stretch of time, taken out of a history: to be written on any thread while
 * that goes on. Immutable.
 *
 * @param source name of the source that it is of
 * @param parts what that source has
 * @param slots the slots that end in the stretch, as fine as they are kept, the oldest first; no
 *     event is in two of them
 */
public record SlotFigures(String source, Parts parts, List<Timed> slots) {

  /**
   * A slot, and when it was. The wall clock goes on while a machine sleeps, and may be set: so one
   * reading does not do for all of them.
   *
   * @param slot its figures
   * @param epochMillis what the wall clock showed at its end, in milliseconds since 1970 UTC
   */
  public record Timed(Slot slot, long epochMillis) {

    long startEpochMillis() {
      return epochMillis - TimeUnit.NANOSECONDS.toMillis(slot.toNanos() - slot.fromNanos());
    }
  }

  /** Keeps the list from changing. */
  public SlotFigures {
    slots = List.copyOf(slots);
  }

  /**
   * Takes a stretch.
   *
   * @param source name of the source
   * @param parts what that source has
   * @param history its past; on its own thread
   * @param stretch which part
   * @return the figures
   */
  public static SlotFigures of(String source, Parts parts, History history, TimeWindow stretch) {
    List<Timed> slots = new ArrayList<>();
    history.visitSlots(
        stretch.fromNanos() + 1,
        stretch.toNanos(),
        0,
        slot -> slots.add(new Timed(slot.kept(), history.epochMillis(slot.toNanos()))));
    return new SlotFigures(source, parts, slots);
  }
}
