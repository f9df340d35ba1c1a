package weir.http.lab;

/**
 * By how much a measurement may differ from theory.
 *
 * @param value 0 or more, in the unit of the quantity; NaN where theory has nothing to say
 * @param reason why so much, in a few words
 */
public record Tolerance(double value, String reason) {

  /** A count: there is no other right answer. */
  static final Tolerance EXACT = new Tolerance(0, "a count");

  /** Checks the value. */
  public Tolerance {
    if (value < 0) {
      throw new IllegalArgumentException("a tolerance can't be below 0, and " + value + " is");
    }
  }

  /** An amount for a reason. */
  static Tolerance of(double value, String reason) {
    return new Tolerance(value, reason);
  }

  /** A part of what theory says. */
  static Tolerance share(double theory, double share, String reason) {
    return new Tolerance(
        Math.abs(theory) * share, "%s of it: %s".formatted(Unit.SHARE.shown(share), reason));
  }

  /** More room, for one more reason. */
  Tolerance plus(double more, String moreReason) {
    return new Tolerance(value + more, reason + ", and " + moreReason);
  }
}
