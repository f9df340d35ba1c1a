package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.core.theory.Assumption;
import weir.core.theory.Prediction;

/**
 * What theory says of the last half minute, in words.
 *
 * @param headline the prediction, or that there is none
 * @param basis what it rests on, or why there is none: a finding each
 * @param arrivals the mean response time of all that arrived, where each that has not ended counts
 *     with its present age; empty if nothing arrived
 */
public record Theory(String headline, List<String> basis, String arrivals) {

  private static final double MICROS = 1e6;

  /**
   * Puts a prediction into words.
   *
   * @param prediction what theory says
   * @param measuredSeconds mean response time of the same window; NaN if nothing ended
   * @param spoilingMicros the longest hiccup in intervals that the machine spoiled; 0 if none
   * @param arrivals what arrived, ended or not; empty where nobody tells
   * @return the words
   */
  static Theory of(
      Prediction prediction,
      double measuredSeconds,
      long spoilingMicros,
      Optional<Arrivals> arrivals) {
    String measured =
        Double.isNaN(measuredSeconds)
            ? ""
            : ", measured " + MeasuredTime.text(measuredSeconds * MICROS);
    String headline =
        switch (prediction) {
          case Prediction.Steady steady ->
              String.format(
                      Locale.ROOT,
                      "%s predicts a mean response of %s%s",
                      steady.model().notation(),
                      MeasuredTime.text(steady.meanResponseSeconds() * MICROS),
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
          case Prediction.Closed closed ->
              String.format(
                  Locale.ROOT,
                  "A closed loop of %d clients: theory predicts %.1f/s and a mean response of %s%s",
                  closed.clients(),
                  closed.throughputPerSecond(),
                  MeasuredTime.text(closed.meanResponseSeconds() * MICROS),
                  measured);
          case Prediction.Overloaded overloaded -> text(overloaded);
          case Prediction.Draining draining ->
              "If nothing else arrives, empty in "
                  + MeasuredTime.text(draining.emptySeconds() * MICROS)
                  + arrivals.map(all -> meanOnceEmpty(draining, all)).orElse("");
          case Prediction.None none -> "No prediction: " + none.reason();
        };
    List<String> basis = new ArrayList<>();
    if (spoilingMicros > 0) {
      basis.add(
          "✗ spoiled: the machine stood still for " + MeasuredTime.text((double) spoilingMicros));
    }
    prediction.assumptions().forEach(assumption -> basis.add(text(assumption)));
    return new Theory(
        headline,
        List.copyOf(basis),
        arrivals
            .filter(all -> all.arrived() > 0)
            .map(all -> "all that arrived: " + all.inWords())
            .orElse(""));
  }

  private static String text(Prediction.Overloaded overloaded) {
    return String.format(Locale.ROOT, "Utilisation %.2f: ", overloaded.utilisation())
        + (Double.isInfinite(overloaded.ringFullSeconds())
            ? "the backlog grows for as long as that lasts"
            : String.format(
                Locale.ROOT,
                "the ring is full in %s, then %.0f %% are rejected",
                MeasuredTime.text(overloaded.ringFullSeconds() * MICROS),
                100 * overloaded.rejectedShare()));
  }

  private static String meanOnceEmpty(Prediction.Draining draining, Arrivals arrivals) {
    return "; then the mean response of all that arrived is "
        + MeasuredTime.text(
            arrivals.meanAtLeastMicros()
                + draining.remainingEventSeconds() * MICROS / arrivals.arrived());
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
