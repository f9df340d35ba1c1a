package weir.core.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One ledger from those of a group's processes. Each process shows where all events of the group
 * are, but has counted those that ended from a start of its own, and calls in flight what its own
 * workers are at. So the ledgers are not added: each is brought to one start, and the best counts.
 * Not thread-safe.
 */
final class GroupLedger {

  /** An older one says nothing of now. */
  static final long FRESH_NANOS = 2_000_000_000L;

  /**
   * What a process has said.
   *
   * @param before what had ended when its ledger began, on the count that all share
   * @param recovered what was left when its ledger began
   */
  private record Line(
      Ledger ledger, EndedEvents before, long recovered, boolean settled, long atNanos) {

    static final Line NONE = new Line(Ledger.EMPTY, EndedEvents.NONE, 0, false, 0);

    boolean isFresh(long nowNanos) {
      return nowNanos - atNanos <= FRESH_NANOS;
    }

    Ledger since(EndedEvents start) {
      EndedEvents now = before.plus(ledger);
      long ended = Math.max(0, now.total() - start.total());
      // Two can differ in which of them ended how, for a moment.
      long failed = Math.max(0, Math.min(ended, now.failed() - start.failed()));
      return new Ledger(
          ended + ledger.inPipeline(),
          ended - failed,
          ledger.failed().isPresent() ? OptionalLong.of(failed) : OptionalLong.empty(),
          ledger.rejected(),
          ledger.backlog(),
          ledger.inFlight());
    }
  }

  private final Map<String, Line> lines = new HashMap<>();

  /** Whose start is the group's, as it was then. */
  private Line start = Line.NONE;

  private Ledger shown = Ledger.EMPTY;
  private String holder = "";
  private boolean settled;
  private long shownAtNanos;

  /** How often what is shown had to start afresh by itself. */
  private long restarts;

  /**
   * Takes what a process says.
   *
   * @param member whose ledger it is
   * @param journal what keeps its events, if anything does
   */
  void put(String member, Ledger ledger, Optional<JournalFigures> journal, long atNanos) {
    lines.put(
        member,
        new Line(
            ledger,
            journal.flatMap(JournalFigures::endedBefore).orElse(EndedEvents.NONE),
            journal.map(JournalFigures::recovered).orElse(0L),
            journal.map(JournalFigures::settled).orElse(true),
            atNanos));
  }

  void remove(String member) {
    lines.remove(member);
  }

  /** Statistics have started afresh somewhere: nothing that was counted before holds. */
  void startAfresh() {
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
      start = earliest(nowNanos);
    }
    Optional<Map.Entry<String, Line>> best = best(nowNanos);
    if (best.isEmpty() && nowNanos - shownAtNanos > FRESH_NANOS) {
      settled = false;
      if (lines.values().stream().anyMatch(line -> line.isFresh(nowNanos))) {
        // What had ended has fallen for good: the events are others now.
        startAfresh();
        restarts++;
        start = earliest(nowNanos);
        best = best(nowNanos);
      }
    }
    best.ifPresent(
        entry -> {
          Line line = entry.getValue();
          holder = entry.getKey();
          settled = line.settled;
          shown = line.since(start.before);
          shownAtNanos = line.atNanos;
        });
    return shown;
  }

  /** Where it has been counted longest. */
  private Line earliest(long nowNanos) {
    return lines.values().stream()
        .max(
            Comparator.comparing((Line line) -> line.isFresh(nowNanos))
                .thenComparing(line -> line.before.total(), Comparator.reverseOrder()))
        .orElse(Line.NONE);
  }

  /**
   * One that is behind what was shown was seen before that, whenever it came: what has arrived and
   * what has ended never falls.
   */
  private Optional<Map.Entry<String, Line>> best(long nowNanos) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getValue().isFresh(nowNanos))
        .filter(entry -> !isBehind(entry.getValue().since(start.before)))
        .max(
            Map.Entry.comparingByValue(
                Comparator.comparing(Line::settled).thenComparingLong(Line::atNanos)));
  }

  private boolean isBehind(Ledger ledger) {
    return ledger.ended() < shown.ended() || ledger.accepted() < shown.accepted();
  }

  /** Whose ledger was chosen last. */
  String holder() {
    return holder;
  }

  /** What had ended when the ledger began. */
  EndedEvents endedBefore() {
    return start.before;
  }

  /** What was left when the ledger began. */
  long recovered() {
    return start.recovered;
  }

  /** Whether what was chosen had settled. */
  boolean isSettled() {
    return settled;
  }

  long restarts() {
    return restarts;
  }
}
