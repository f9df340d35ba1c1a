package weir.core.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One ledger from those of a group's processes. Each process shows where all events of the group
 * are, but has counted those that ended from a start of its own, and calls in flight what its own
 * workers are at. So the ledgers are not added: one counts, and what others have ended is brought
 * to its start where both have settled at one moment. Not thread-safe.
 */
final class GroupLedger {

  /** An older one says nothing of now. */
  static final long FRESH_NANOS = 2_000_000_000L;

  /** What is to be added to a process's counts. */
  private record Offset(long completed, long failed) {

    static final Offset NONE = new Offset(0, 0);
  }

  /** What a process has said. */
  private static final class Line {
    private Ledger ledger = Ledger.EMPTY;
    private boolean settled;
    private long atNanos;

    /** Since when it has said this very ledger, settled all the time. */
    private long sameSinceNanos;

    private @Nullable Offset offset;

    boolean isFresh(long nowNanos) {
      return nowNanos - atNanos <= FRESH_NANOS;
    }

    /** Whether it has settled, and nothing has moved for a while. */
    boolean isStill() {
      return settled && sameSinceNanos < atNanos;
    }

    Ledger shifted(Offset by) {
      long completed = ledger.completed() + by.completed;
      OptionalLong failed =
          ledger.failed().isPresent()
              ? OptionalLong.of(ledger.failed().getAsLong() + by.failed)
              : ledger.failed();
      return new Ledger(
          completed + failed.orElse(0) + ledger.inPipeline(),
          completed,
          failed,
          ledger.rejected(),
          ledger.backlog(),
          ledger.inFlight());
    }
  }

  private final Map<String, Line> lines = new HashMap<>();
  private Ledger shown = Ledger.EMPTY;
  private String holder = "";
  private boolean settled;
  private long shownAtNanos;
  private long settledAtNanos;

  /** How often what is shown had to start afresh by itself. */
  private long restarts;

  void put(String member, Ledger ledger, boolean isSettled, long atNanos) {
    Line line = lines.computeIfAbsent(member, any -> new Line());
    if (!isSettled || !line.settled || !line.ledger.equals(ledger)) {
      line.sameSinceNanos = atNanos;
    }
    line.ledger = ledger;
    line.settled = isSettled;
    line.atNanos = atNanos;
    if (line.isStill()) {
      compare(line);
    }
  }

  /** Whoever has settled on the same meanwhile means the same events. */
  private void compare(Line line) {
    for (Line other : lines.values()) {
      boolean sameMoment =
          other.settled
              && other.atNanos >= line.sameSinceNanos
              && other.sameSinceNanos <= line.atNanos
              && other.ledger.inPipeline() == line.ledger.inPipeline();
      if (sameMoment) {
        bring(line, other);
        bring(other, line);
      }
    }
  }

  private static void bring(Line line, Line known) {
    Offset offset = known.offset;
    if (line.offset == null && offset != null) {
      line.offset = between(line.ledger, known.shifted(offset));
    }
  }

  private static Offset between(Ledger from, Ledger to) {
    return new Offset(
        to.completed() - from.completed(), to.failed().orElse(0) - from.failed().orElse(0));
  }

  void remove(String member) {
    lines.remove(member);
  }

  /** Statistics have started afresh somewhere: nothing that was counted before holds. */
  void startAfresh() {
    lines.values().forEach(line -> line.offset = null);
    holder = "";
    shown = Ledger.EMPTY;
  }

  /**
   * Chooses: what has settled before what catches up, and then the newest.
   *
   * @param nowNanos on the clock of {@link #put}
   * @return the ledger, with the rejected events of that process alone
   */
  Ledger choose(long nowNanos) {
    if (holder.isEmpty()) {
      first(nowNanos);
    }
    Map.Entry<String, Line> best = best(nowNanos);
    if (best == null || !best.getValue().settled) {
      Map.Entry<String, Line> instead = instead(nowNanos, best != null);
      best = instead == null ? best : instead;
    }
    if (best != null) {
      Line line = best.getValue();
      Offset offset = line.offset;
      holder = best.getKey();
      settled = line.settled;
      shown = line.shifted(offset == null ? Offset.NONE : offset);
      shownAtNanos = line.atNanos;
      settledAtNanos = settled ? line.atNanos : settledAtNanos;
    } else if (nowNanos - shownAtNanos > FRESH_NANOS) {
      settled = false;
    }
    return shown;
  }

  /** The start of what is shown: where it has been counted longest. */
  private void first(long nowNanos) {
    Line start =
        lines.values().stream()
            .max(
                Comparator.comparing((Line line) -> line.isFresh(nowNanos))
                    .thenComparing(line -> line.settled)
                    .thenComparingLong(line -> line.ledger.accepted()))
            .orElse(null);
    if (start != null) {
      start.offset = Offset.NONE;
      lines.values().stream().filter(Line::isStill).forEach(this::compare);
      shown = Ledger.EMPTY;
      shownAtNanos = nowNanos;
      settledAtNanos = nowNanos;
    }
  }

  /**
   * Of those that are known to count from the same start. One that is behind what was shown was
   * seen before that, whenever it came: what has arrived and what has ended never falls.
   */
  private Map.@Nullable Entry<String, Line> best(long nowNanos) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getValue().isFresh(nowNanos))
        .filter(
            entry -> {
              Offset offset = entry.getValue().offset;
              return offset != null && !isBehind(entry.getValue().shifted(offset));
            })
        .max(Comparator.comparing(Map.Entry::getValue, newestSettled()))
        .orElse(null);
  }

  private boolean isBehind(Ledger ledger) {
    return ledger.ended() < shown.ended() || ledger.accepted() < shown.accepted();
  }

  private static Comparator<Line> newestSettled() {
    return Comparator.comparing((Line line) -> line.settled)
        .thenComparingLong(line -> line.atNanos);
  }

  /**
   * One that nobody has brought to the start of what is shown: where there is no other any more, or
   * all others have been catching up for long. It goes on from where the last one stopped.
   */
  private Map.@Nullable Entry<String, Line> instead(long nowNanos, boolean hasOther) {
    boolean waits = nowNanos - (hasOther ? settledAtNanos : shownAtNanos) <= FRESH_NANOS;
    boolean isThere = hasOther || hasKnown(nowNanos);
    Map.Entry<String, Line> next =
        lines.entrySet().stream()
            .filter(entry -> entry.getValue().isFresh(nowNanos))
            .filter(entry -> !hasOther || entry.getValue().settled)
            .max(Comparator.comparing(Map.Entry::getValue, newestSettled()))
            .orElse(null);
    if (next == null || (waits && isThere)) {
      return null;
    }
    Line line = next.getValue();
    if (line.offset == null) {
      line.offset = between(line.ledger, shown);
    } else {
      // What had ended has fallen for good: the events are others now.
      startAfresh();
      restarts++;
      line.offset = Offset.NONE;
    }
    return next;
  }

  private boolean hasKnown(long nowNanos) {
    return lines.values().stream().anyMatch(line -> line.offset != null && line.isFresh(nowNanos));
  }

  /** Whose ledger was chosen last. */
  String holder() {
    return holder;
  }

  /** Whether that had settled. */
  boolean isSettled() {
    return settled;
  }

  long restarts() {
    return restarts;
  }
}
