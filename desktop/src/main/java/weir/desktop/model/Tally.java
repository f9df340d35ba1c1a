package weir.desktop.model;

import java.util.OptionalLong;
import weir.core.figures.Ledger;

/** Something that happens to events, and is counted. Counts of slots add up exactly. */
public enum Tally {
  /** Accepted. */
  ARRIVALS,
  /** Their handler returned. */
  COMPLETIONS,
  /** Their handler threw. */
  FAILURES,
  /** Offered and not taken. */
  REJECTIONS;

  /** Its place where counts of all stand in a row. */
  @SuppressWarnings("EnumOrdinal") // of this run alone: it is never kept
  int index() {
    return ordinal();
  }

  /**
   * How often it has happened since the last reset.
   *
   * @param ledger the figures
   * @return empty where nobody counts it
   */
  OptionalLong of(Ledger ledger) {
    return switch (this) {
      case ARRIVALS -> OptionalLong.of(ledger.accepted());
      case COMPLETIONS -> OptionalLong.of(ledger.completed());
      case FAILURES -> ledger.failed();
      case REJECTIONS -> ledger.rejected();
    };
  }
}
