package weir.core.watch;

import java.util.List;

/**
 * How far a ring and its consumers are.
 *
 * @param cursor sequence of the newest event; −1 before the first
 * @param slowest sequence of the newest event that all consumers have passed
 * @param backlogs events that each consumer has not passed yet, in the order in which they were
 *     named; empty if none was
 * @param remainingCapacity slots that are free for publishers
 */
public record RingFigures(long cursor, long slowest, List<Long> backlogs, long remainingCapacity) {

  /** Keeps the list from changing. */
  public RingFigures {
    backlogs = List.copyOf(backlogs);
  }
}
