package weir.core.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
   */
  private record Line(Ledger ledger, EndedEvents before, boolean settled, long atNanos) {

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

  /** What had ended when the group's ledger began; null until somebody says something. */
  private @Nullable EndedEvents start;

  private Ledger shown = Ledger.EMPTY;
  private String holder = "";
  private boolean settled;
  private long shownAtNanos;

  /** How often what is shown had to start afresh by itself. */
  private long restarts;

  void put(String member, Ledger ledger, EndedEvents before, boolean isSettled, long atNanos) {
    lines.put(member, new Line(ledger, before, isSettled, atNanos));
  }

  void remove(String member) {
    lines.remove(member);
  }

  /** Statistics have started afresh somewhere: nothing that was counted before holds. */
  void startAfresh() {
    start = null;
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
    Optional<Map.Entry<String, Line>> best = best(nowNanos);
    if (best.isEmpty() && nowNanos - shownAtNanos > FRESH_NANOS) {
      settled = false;
      if (lines.values().stream().anyMatch(line -> line.isFresh(nowNanos))) {
        // What had ended has fallen for good: the events are others now.
        startAfresh();
        restarts++;
        best = best(nowNanos);
      }
    }
    best.ifPresent(
        entry -> {
          Line line = entry.getValue();
          holder = entry.getKey();
          settled = line.settled;
          shown = line.since(start(nowNanos));
          shownAtNanos = line.atNanos;
        });
    return shown;
  }

  /** Where it has been counted longest. */
  private EndedEvents start(long nowNanos) {
    EndedEvents known = start;
    if (known == null) {
      known =
          lines.values().stream()
              .max(
                  Comparator.comparing((Line line) -> line.isFresh(nowNanos))
                      .thenComparing(line -> line.before.total(), Comparator.<Long>reverseOrder()))
              .map(Line::before)
              .orElse(EndedEvents.NONE);
      start = lines.isEmpty() ? null : known;
    }
    return known;
  }

  /**
   * One that is behind what was shown was seen before that, whenever it came: what has arrived and
   * what has ended never falls.
   */
  private Optional<Map.Entry<String, Line>> best(long nowNanos) {
    EndedEvents from = start(nowNanos);
    return lines.entrySet().stream()
        .filter(entry -> entry.getValue().isFresh(nowNanos))
        .filter(entry -> !isBehind(entry.getValue().since(from)))
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
    EndedEvents known = start;
    return known == null ? EndedEvents.NONE : known;
  }

  /** Whether what was chosen had settled. */
  boolean isSettled() {
    return settled;
  }

  long restarts() {
    return restarts;
  }
}
