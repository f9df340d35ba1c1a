package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import weir.core.theory.Assumption;
import weir.core.theory.Diagnosis;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;
import weir.core.theory.Prediction.Model;
import weir.core.theory.Predictor;
import weir.core.theory.WhatIf;
import weir.core.theory.WhatIfPoint;
import weir.desktop.model.VerdictText.Advice;

/** What other numbers of workers would do, in words. */
final class AdviceText {

  private AdviceText() {}

  /** More workers help where workers are the limit, or clients that wait for them. */
  static Optional<Advice> of(
      Diagnosis diagnosis, Measurement measured, WhatIf whatIf, int mostWorkers) {
    Limit limit = diagnosis.limit();
    int workers = measured.seen().workers();
    boolean workersHelp = limit instanceof Limit.Workers || limit instanceof Limit.Client;
    if (!workersHelp || workers == 0) {
      return Optional.empty();
    }
    Optional<WhatIfPoint> asIs = whatIf.at(workers);
    boolean enough =
        measured.trendPerSecond().orElse(0) < 0
            && asIs.filter(point -> point.stable() && point.model() != Model.DRAIN).isPresent();
    if (enough) {
      return asIs.flatMap(AdviceText::settles).map(text -> advice(text, asIs, measured, whatIf));
    }
    if (workers >= mostWorkers) {
      return Optional.empty();
    }
    OptionalInt knee = whatIf.knee(workers + 1, mostWorkers);
    int more = knee.orElse(Math.min(2 * workers, mostWorkers));
    Optional<WhatIfPoint> point = whatIf.at(more);
    return point
        .flatMap(
            there ->
                there.stable()
                    ? promise(there)
                    : Optional.of(
                        "No number of workers up to "
                            + mostWorkers
                            + " would keep up with "
                            + Rounded.rate(measured.seen().arrivals().perSecond())
                            + "."))
        .map(text -> advice(text, point, measured, whatIf));
  }

  private static Advice advice(
      String text, Optional<WhatIfPoint> point, Measurement measured, WhatIf whatIf) {
    List<String> assumptions = new ArrayList<>();
    Predictor.predict(measured.seen()).assumptions().stream()
        .map(AdviceText::text)
        .forEach(assumptions::add);
    assumptions.addAll(whatIf.notes());
    return new Advice(text, point.map(AdviceText::model).orElse(""), assumptions);
  }

  private static String model(WhatIfPoint point) {
    double error = Math.max(point.relativeError(), point.p99RelativeError());
    return point.modelName() + (error == 0 ? "" : ", off by up to " + Rounded.percent(error));
  }

  private static String text(Assumption assumption) {
    return switch (assumption.verdict()) {
          case HOLDS -> "agrees: ";
          case DOUBTFUL -> "doubtful: ";
          case FAILS -> "contradicts: ";
        }
        + assumption.finding();
  }

  /** A backlog that falls while more arrives: the workers there are do. */
  private static Optional<String> settles(WhatIfPoint point) {
    return response(point)
        .map(
            text ->
                "Once that is done, "
                    + WhatIfText.workers(point.workers())
                    + " would hold "
                    + text
                    + ".");
  }

  private static Optional<String> promise(WhatIfPoint point) {
    String workers = WhatIfText.workers(point.workers());
    if (point.model() == Model.DRAIN) {
      return Optional.of(
          workers
              + " would be done in about "
              + Rounded.seconds(point.emptySeconds().orElse(0))
              + ".");
    }
    Optional<String> response = response(point);
    return Optional.of(
        response.isPresent()
            ? workers + " would hold " + response.get() + "."
            : workers + " could do up to " + Rounded.rate(point.capacityPerSecond()) + ".");
  }

  private static Optional<String> response(WhatIfPoint point) {
    OptionalDouble p99 = point.p99ResponseSeconds();
    if (p99.isPresent()) {
      return Optional.of("p99 at about " + Rounded.seconds(p99.getAsDouble()));
    }
    OptionalDouble mean = point.meanResponseSeconds();
    return mean.isPresent()
        ? Optional.of("the mean response at about " + Rounded.seconds(mean.getAsDouble()))
        : Optional.empty();
  }
}
