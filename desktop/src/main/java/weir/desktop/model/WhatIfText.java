package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import weir.core.theory.Measurement;
import weir.core.theory.Prediction.Model;
import weir.core.theory.WhatIfPoint;

/** What another number of workers would do, in words. */
final class WhatIfText {

  private static final double NOTICEABLE = 0.005;
  private static final double LARGE = 10;

  private WhatIfText() {}

  /** A number of workers. */
  static String workers(int count) {
    return count == 1 ? "1 worker" : count + " workers";
  }

  /** Workers and the model by which something is said of them. */
  static String workers(WhatIfPoint point) {
    return workers(point.workers()) + " (" + point.modelName() + ")";
  }

  /** A figure with how far off it may be. */
  static String roughly(String figure, double relativeError) {
    return relativeError < NOTICEABLE
        ? figure
        : figure + " ± " + Rounded.percent(Math.min(1, relativeError));
  }

  /** What theory says of a number of workers. */
  static String prediction(WhatIfPoint point) {
    List<String> figures = new ArrayList<>();
    figures.add(Rounded.rate(point.throughputPerSecond()));
    if (point.rejectedShare() > NOTICEABLE) {
      figures.add(Rounded.percent(point.rejectedShare()) + " rejected");
    }
    point.meanBacklog().ifPresent(backlog -> figures.add("backlog " + Rounded.number(backlog)));
    point
        .meanWaitSeconds()
        .ifPresent(
            wait ->
                figures.add("mean wait " + roughly(Rounded.seconds(wait), point.relativeError())));
    point
        .p99ResponseSeconds()
        .ifPresent(
            p99 -> figures.add("p99 " + roughly(Rounded.seconds(p99), point.p99RelativeError())));
    if (point.model() == Model.DRAIN) {
      figures.add("empty in " + Rounded.seconds(point.emptySeconds().orElse(0)));
    } else {
      figures.add("busy " + Rounded.percent(point.utilisation()));
    }
    return workers(point) + ": " + String.join(", ", figures) + ".";
  }

  /** What so many workers bring and cost, beside the present number. */
  static String cost(WhatIfPoint point, Optional<WhatIfPoint> now, Measurement measured) {
    int more = point.workers() - measured.seen().workers();
    if (more == 0) {
      return "As many as now.";
    }
    List<String> changes = new ArrayList<>();
    OptionalDouble rate =
        now.map(it -> OptionalDouble.of(it.throughputPerSecond())).orElse(OptionalDouble.empty());
    change("throughput", rate, OptionalDouble.of(point.throughputPerSecond()))
        .ifPresent(changes::add);
    OptionalDouble p99 = now.map(WhatIfPoint::p99ResponseSeconds).orElse(OptionalDouble.empty());
    change("p99", p99, point.p99ResponseSeconds())
        .or(() -> change("p99 measured", measured.p99ResponseSeconds(), point.p99ResponseSeconds()))
        .ifPresent(changes::add);
    if (point.model() == Model.DRAIN || p99.isEmpty()) {
      change(
              "time to drain",
              now.map(WhatIfPoint::emptySeconds).orElse(OptionalDouble.empty()),
              point.emptySeconds())
          .ifPresent(changes::add);
    }
    now.flatMap(
            it ->
                change(
                    "workers' time per event",
                    OptionalDouble.of(it.workerSecondsPerEvent()),
                    OptionalDouble.of(point.workerSecondsPerEvent())))
        .ifPresent(changes::add);
    return Math.abs(more)
        + (more > 0 ? " more" : " fewer")
        + (Math.abs(more) == 1 ? " worker: " : " workers: ")
        + (changes.isEmpty() ? "nothing is known of what that changes" : String.join(", ", changes))
        + ".";
  }

  private static Optional<String> change(String name, OptionalDouble from, OptionalDouble to) {
    if (from.isEmpty() || to.isEmpty() || !(from.getAsDouble() > 0) || !(to.getAsDouble() > 0)) {
      return Optional.empty();
    }
    double ratio = to.getAsDouble() / from.getAsDouble();
    if (Double.isInfinite(ratio) || Double.isNaN(ratio)) {
      return Optional.empty();
    }
    if (Math.abs(ratio - 1) < NOTICEABLE) {
      return Optional.of(name + " as now");
    }
    return Optional.of(
        name
            + (ratio > LARGE
                ? " × " + Rounded.number(ratio)
                : String.format(
                    Locale.ROOT,
                    " %s%.0f %%",
                    ratio > 1 ? "+" : "−",
                    // What is not nothing does not read as all.
                    Math.min(100 * Math.abs(ratio - 1), ratio < 1 ? 99 : Double.MAX_VALUE))));
  }
}
