package weir.bench.report;

import java.util.Locale;
import java.util.Optional;

/**
 * A bound on something measured.
 *
 * @param text what is bounded
 * @param measured median and range; empty if it was not measured
 * @param bound of the median
 * @param atMost whether the bound is an upper one
 * @param digits after the point
 */
public record MeasuredGoal(
    String text, Optional<Spread> measured, double bound, boolean atMost, int digits) {

  /**
   * A lower bound, written with two digits, as a ratio is.
   *
   * @param text what is bounded
   * @param measured median and range; empty if it was not measured
   * @param bound of the median
   * @return the goal
   */
  public static MeasuredGoal atLeast(String text, Optional<Spread> measured, double bound) {
    return new MeasuredGoal(text, measured, bound, false, 2);
  }

  /**
   * An upper bound, written with two digits.
   *
   * @param text what is bounded
   * @param measured median and range; empty if it was not measured
   * @param bound of the median
   * @return the goal
   */
  public static MeasuredGoal atMost(String text, Optional<Spread> measured, double bound) {
    return new MeasuredGoal(text, measured, bound, true, 2);
  }

  /**
   * The same, written without a point.
   *
   * @return the goal
   */
  public MeasuredGoal inWholeNumbers() {
    return new MeasuredGoal(text, measured, bound, atMost, 0);
  }

  /**
   * What is bounded, the bound, what was measured, and whether it is met.
   *
   * @return a row of a Markdown table with four columns
   */
  public String row() {
    String number = String.format(Locale.ROOT, "%,." + digits + "f", bound);
    return "| %s | %s %s | %s | %s |"
        .formatted(
            text,
            atMost ? "at most" : "at least",
            number,
            measured.map(spread -> spread.text(digits)).orElse("not measured"),
            measured.map(spread -> isMetBy(spread.median()) ? "yes" : "**no**").orElse("–"));
  }

  private boolean isMetBy(double median) {
    return atMost ? median <= bound : median >= bound;
  }
}
