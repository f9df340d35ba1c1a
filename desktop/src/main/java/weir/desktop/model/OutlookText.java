package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.theory.Diagnosis;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;

/** Where things lead, in words. */
final class OutlookText {

  private OutlookText() {}

  /** The outlook; empty where there is nothing to say of it, or no figure can be trusted. */
  static Optional<String> of(Diagnosis diagnosis, Measurement measured) {
    if (diagnosis.limit() instanceof Limit.Machine) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    if (!(diagnosis.limit() instanceof Limit.TooFewData)
        && !(diagnosis.limit() instanceof Limit.NothingToDo)) {
      addTrend(diagnosis.outlook(), parts);
    }
    measured
        .rejected()
        .ifPresent(
            rejected -> {
              if (rejected > 0) {
                parts.add(
                    Rounded.number(rejected)
                        + (rejected == 1 ? " was" : " were")
                        + " rejected in "
                        + Rounded.seconds(measured.seconds()));
              }
            });
    return parts.isEmpty() ? Optional.empty() : Optional.of(sentence(String.join("; ", parts)));
  }

  private static void addTrend(Diagnosis.Outlook outlook, List<String> parts) {
    outlook
        .trendPerSecond()
        .ifPresent(
            trend ->
                parts.add(
                    trend > 0
                        ? "backlog grows by " + Rounded.rate(trend)
                        : "backlog falls by " + Rounded.rate(-trend)));
    outlook
        .ringFullSeconds()
        .ifPresent(
            full ->
                parts.add(
                    full == 0
                        ? "the ring is full"
                        : "the ring is full in " + Rounded.seconds(full)));
    outlook
        .emptySeconds()
        .ifPresent(empty -> parts.add("nothing is left in " + Rounded.seconds(empty)));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
