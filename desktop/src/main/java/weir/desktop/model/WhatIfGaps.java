package weir.desktop.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.core.theory.Measurement;
import weir.core.theory.WhatIfPoint;

/** Why curves have gaps: a sentence for each reason. */
record WhatIfGaps(Measurement measured, Optional<String> noWaits) {

  /** Numbers of workers next to each other. */
  private record Stretch(int first, int last, String reason) {}

  /** The sentences, for curves of these points. */
  List<String> sentences(List<WhatIfPoint> points) {
    Map<Stretch, List<String>> curves = new LinkedHashMap<>();
    for (WhatIfCurve curve : WhatIfCurve.values()) {
      for (Stretch stretch : stretches(curve, points)) {
        curves.computeIfAbsent(stretch, key -> new ArrayList<>()).add(curve.label());
      }
    }
    List<String> sentences = new ArrayList<>();
    curves.forEach(
        (stretch, names) ->
            sentences.add(
                "No "
                    + String.join(", ", names).toLowerCase(Locale.ROOT)
                    + " with "
                    + (stretch.first == stretch.last ? "" : stretch.first + " to ")
                    + WhatIfText.workers(stretch.last)
                    + ": "
                    + stretch.reason
                    + "."));
    return List.copyOf(sentences);
  }

  private List<Stretch> stretches(WhatIfCurve curve, List<WhatIfPoint> points) {
    List<Stretch> found = new ArrayList<>();
    for (WhatIfPoint point : points) {
      if (curve.of(point).isPresent()) {
        continue;
      }
      String reason = reason(point);
      Stretch last = found.isEmpty() ? new Stretch(0, 0, "") : found.getLast();
      if (last.last > 0 && last.last == point.workers() - 1 && last.reason.equals(reason)) {
        found.removeLast();
        found.add(new Stretch(last.first, point.workers(), reason));
      } else {
        found.add(new Stretch(point.workers(), point.workers(), reason));
      }
    }
    return found;
  }

  private String reason(WhatIfPoint point) {
    String arrivals = Rounded.rate(measured.seen().arrivals().perSecond());
    return switch (point.model()) {
      case DRAIN -> "nothing arrives any more, so there is only a backlog that goes";
      case CLOSED ->
          "clients that wait for their answers set the rate, and of such a loop theory"
              + " tells means only";
      case M_M_C_K ->
          (point.stable()
                  ? "the ring is full at times"
                  : "they can't do the " + arrivals + " that arrive, and the ring stays full")
              + "; M/M/c/K, its model, tells means only";
      case G_G_C ->
          !point.stable()
              ? "they can't do the " + arrivals + " that arrive, and the backlog grows"
              : noWaits.orElse(
                  "arrivals vary otherwise than Poisson's, and G/G/c tells a mean only");
      case M_M_C, M_D_C, M_G_1, M_G_C ->
          "service times vary too much, or too few were seen, for their p99 to be told";
    };
  }
}
