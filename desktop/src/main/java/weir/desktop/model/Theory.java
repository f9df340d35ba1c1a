package weir.desktop.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.core.link.Cohort;
import weir.core.theory.Assumption;
import weir.core.theory.Prediction;

/**
 * What theory says of the last half minute, in words.
 *
 * @param headline the prediction, or that there is none
 * @param basis what it rests on, or why there is none
 * @param arrivals the mean response time of all that arrived, where each that has not ended counts
 *     with its present age; empty if nothing arrived
 */
public record Theory(String headline, String basis, String arrivals) {

  private static final double MICROS = 1e6;

  /**
   * Puts a prediction into words.
   *
   * @param prediction what theory says
   * @param measuredSeconds mean response time of the same window; NaN if nothing ended
   * @param spoilingMicros the longest hiccup in intervals that the machine spoiled; 0 if none
   * @param cohorts events by when they arrived
   * @return the words
   */
  static Theory of(
      Prediction prediction, double measuredSeconds, long spoilingMicros, List<Cohort> cohorts) {
    String measured =
        Double.isNaN(measuredSeconds)
            ? ""
            : ", measured " + DurationFormat.rounded(measuredSeconds * MICROS);
    String headline =
        switch (prediction) {
          case Prediction.Steady steady ->
              String.format(
                      Locale.ROOT,
                      "%s predicts a mean response of %s%s",
                      steady.model().notation(),
                      DurationFormat.rounded(steady.meanResponseSeconds() * MICROS),
                      steady.relativeError() == 0
                          ? ""
                          : String.format(
                              Locale.ROOT, " (wait ± %.0f %%)", 100 * steady.relativeError()))
                  + measured
                  + String.format(
                      Locale.ROOT,
                      " · utilisation %.2f · backlog %.1f",
                      steady.utilisation(),
                      steady.meanBacklog());
          case Prediction.Overloaded overloaded ->
              String.format(
                  Locale.ROOT,
                  "Utilisation %.2f: the ring is full in %s, then %.0f %% are rejected",
                  overloaded.utilisation(),
                  DurationFormat.rounded(overloaded.ringFullSeconds() * MICROS),
                  100 * overloaded.rejectedShare());
          case Prediction.None none -> "No prediction: " + none.reason();
        };
    return new Theory(
        headline,
        (spoilingMicros == 0
                ? ""
                : "✗ spoiled: the machine stood still for "
                    + DurationFormat.rounded((double) spoilingMicros)
                    + "   ")
            + prediction.assumptions().stream()
                .map(Theory::text)
                .collect(Collectors.joining("   ")),
        arrivals(cohorts));
  }

  private static String arrivals(List<Cohort> cohorts) {
    long arrived = cohorts.stream().mapToLong(Cohort::arrived).sum();
    long ended = cohorts.stream().mapToLong(Cohort::ended).sum();
    if (arrived == 0) {
      return "";
    }
    double micros =
        cohorts.stream().mapToDouble(cohort -> cohort.arrived() * cohort.meanAtLeastMicros()).sum()
            / arrived;
    return "all that arrived: mean "
        + (ended < arrived ? "at least " : "")
        + DurationFormat.rounded(micros);
  }

  private static String text(Assumption assumption) {
    String mark =
        switch (assumption.verdict()) {
          case HOLDS -> "✓ ";
          case DOUBTFUL -> "? ";
          case FAILS -> "✗ ";
        };
    return mark + assumption.finding();
  }
}
