package weir.http.scaling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.core.theory.PeakRange;
import weir.core.theory.UniversalScalability;
import weir.core.theory.UniversalScalabilityFit;
import weir.core.theory.UniversalScalabilityFit.Point;

/** What points and the law that fits them say of more workers, in a sentence or two. */
record ScalingConclusion(UniversalScalabilityFit fit, List<Point> points) {

  /** Throughputs that lie together as closely as that are the same. */
  private static final double SAME = 0.05;

  /** A peak further beyond what was measured is no more than a guess. */
  private static final double FURTHEST_PEAK = 10;

  /** Less of a loss to coherency than this, at most workers, is rounding. */
  private static final double NOTABLE = 1e-6;

  /** Below it the two ends of a range read as one. */
  private static final double NARROW = 0.005;

  String text() {
    double fewest = points.stream().mapToDouble(Point::workers).min().orElseThrow();
    double most = points.stream().mapToDouble(Point::workers).max().orElseThrow();
    if (isFlat()) {
      return String.format(
          Locale.ROOT,
          "%nthroughput is the same throughout: %s as much as %s%n",
          fewest == 1 ? "one worker does" : workers(fewest) + " do",
          number(most));
    }
    if (fallsFromTheFirst(fewest, most)) {
      return fewest == 1
          ? String.format(
              Locale.ROOT,
              "%nthroughput is highest at 1 worker, %.2f/s: more make it worse%n",
              fit.throughputPerSecond(1))
          : String.format(
              Locale.ROOT,
              "%nthroughput falls from %s on, the fewest that were measured: measure at fewer%n",
              workers(fewest));
    }
    return peak(most) + knee(most);
  }

  private boolean isFlat() {
    double least = points.stream().mapToDouble(Point::throughputPerSecond).min().orElseThrow();
    double best = points.stream().mapToDouble(Point::throughputPerSecond).max().orElseThrow();
    return best - least <= SAME * best;
  }

  private boolean fallsFromTheFirst(double fewest, double most) {
    double first = fit.throughputPerSecond(fewest);
    for (double workers = fewest + 1; workers <= Math.max(most, fewest + 1); workers++) {
      if (fit.throughputPerSecond(workers) > first) {
        return false;
      }
    }
    return true;
  }

  private Optional<Double> peakWithin(double most) {
    double loss = fit.coherency().value() * most * (most - 1);
    return fit.peak()
        .map(UniversalScalabilityFit.Estimate::value)
        .filter(at -> loss > NOTABLE && at <= FURTHEST_PEAK * most);
  }

  private String peak(double most) {
    Optional<Double> found = peakWithin(most);
    Optional<PeakRange> range = found.flatMap(at -> fit.peakRange(points));
    boolean beyond = found.isPresent() && found.get() > most;
    if (found.isEmpty() || (beyond && range.isPresent() && Double.isInfinite(range.get().most()))) {
      return String.format(
          Locale.ROOT,
          "%nno peak within what was measured, up to %s: throughput still grows there; measure at more"
              + " to see where it ends%n",
          workers(most));
    }
    double at = found.get();
    return String.format(
        Locale.ROOT,
        "%npeak at %.2f workers%s: %.2f/s%s%n",
        at,
        range.map(ends -> range(ends, at)).orElse(""),
        fit.throughputPerSecond(at),
        beyond ? "; it lies beyond all that was measured, so measure at more to believe it" : "");
  }

  private static String range(PeakRange range, double at) {
    if (range.most() - range.least() <= NARROW * at) {
      return "";
    }
    return Double.isInfinite(range.most())
        ? String.format(
            Locale.ROOT,
            " (95 %% confidence: %.1f or more; the points set no upper end)",
            Math.max(1, range.least()))
        : String.format(
            Locale.ROOT,
            " (95 %% confidence: %.1f to %.1f)",
            Math.max(1, range.least()),
            range.most());
  }

  /** A knee far beyond the points is as little worth as such a peak. */
  private String knee(double most) {
    Optional<UniversalScalability> law = fit.law();
    if (law.isEmpty()
        || law.get().knee().isEmpty()
        || law.get().knee().getAsDouble() > FURTHEST_PEAK * most) {
      return "";
    }
    int workers = law.get().kneeWorkers();
    return String.format(
        Locale.ROOT,
        "knee at %s: %.2f/s; beyond it each worker costs more than it brings%n",
        workers(workers),
        law.get().throughputPerSecond(workers));
  }

  private static String workers(double workers) {
    return number(workers) + (workers == 1 ? " worker" : " workers");
  }

  private static String number(double workers) {
    return workers == Math.rint(workers) ? Long.toString((long) workers) : Double.toString(workers);
  }
}
