package weir.bench.http.report;

import java.util.Locale;
import java.util.Optional;
import weir.bench.report.Spread;

/**
 * A bound on something measured.
 *
 * @param text what is bounded
 * @param measured median and range; empty if it was not measured
 * @param bound of the median
 * @param atMost whether the bound is an upper one
 * @param digits after the point
 */
record HttpGoal(String text, Optional<Spread> measured, double bound, boolean atMost, int digits) {

  /** Two digits, as in a ratio. */
  static HttpGoal atLeast(String text, Optional<Spread> measured, double bound) {
    return new HttpGoal(text, measured, bound, false, 2);
  }

  static HttpGoal atMost(String text, Optional<Spread> measured, double bound) {
    return new HttpGoal(text, measured, bound, true, 2);
  }

  HttpGoal inWholeNumbers() {
    return new HttpGoal(text, measured, bound, atMost, 0);
  }

  String row() {
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
