package weir.http.scaling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.core.theory.UniversalScalability;
import weir.core.theory.UniversalScalabilityFit;
import weir.core.theory.UniversalScalabilityFit.Estimate;
import weir.core.theory.UniversalScalabilityFit.Point;

/** Measured points beside the law that fits them, in words. */
public final class ScalingReport {

  private ScalingReport() {}

  /**
   * For people.
   *
   * @param points measured, in the order to print them
   * @return several lines
   * @throws PointsException if they are too few for a fit
   */
  public static String text(List<Point> points) throws PointsException {
    UniversalScalabilityFit fit;
    try {
      fit = UniversalScalabilityFit.of(points);
    } catch (IllegalArgumentException e) {
      throw new PointsException(String.valueOf(e.getMessage()), e);
    }
    StringBuilder text = new StringBuilder();
    text.append(String.format("%8s %14s %14s%n", "workers", "measured", "fitted"));
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%8s %12.2f/s %12.2f/s%n",
              workers(point.workers()),
              point.throughputPerSecond(),
              fit.throughputPerSecond(point.workers())));
    }
    text.append(String.format("%nUniversal Scalability Law, ± one standard error%n"));
    text.append(parameter("throughput of one worker  λ", fit.onePerSecond(), "/s"));
    text.append(parameter("contention                σ", fit.contention(), ""));
    text.append(parameter("coherency                 κ", fit.coherency(), ""));
    return text.append(conclusion(fit, points)).toString();
  }

  private static String workers(double workers) {
    return workers == Math.rint(workers) ? Long.toString((long) workers) : Double.toString(workers);
  }

  private static String parameter(String name, Estimate estimate, String unit) {
    return String.format(
        Locale.ROOT,
        "  %s = %.5g%s%s%n",
        name,
        estimate.value(),
        unit,
        Double.isNaN(estimate.standardError())
            ? " (three points leave nothing to tell an error by)"
            : String.format(Locale.ROOT, " ± %.2g", estimate.standardError()));
  }

  private static String conclusion(UniversalScalabilityFit fit, List<Point> points) {
    double most = points.stream().mapToDouble(Point::workers).max().orElseThrow();
    Optional<Estimate> peak = fit.peak();
    if (peak.isEmpty()) {
      return String.format("%nNo peak shows up to %s workers: measure at more.%n", workers(most));
    }
    Estimate at = peak.get();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%npeak at %.2f%s workers: %.2f/s%s%n",
            at.value(),
            Double.isNaN(at.standardError())
                ? ""
                : String.format(Locale.ROOT, " ± %.2f", at.standardError()),
            fit.throughputPerSecond(Math.max(1, at.value())),
            at.value() > most
                ? "; it lies beyond all that was measured, so measure at more to believe it"
                : ""));
    fit.law().ifPresent(law -> text.append(knee(law)));
    return text.toString();
  }

  private static String knee(UniversalScalability law) {
    if (law.knee().isEmpty()) {
      return "";
    }
    int workers = law.kneeWorkers();
    return String.format(
        Locale.ROOT,
        "knee at %d workers: %.2f/s; beyond it each worker costs more than it brings%n",
        workers,
        law.throughputPerSecond(workers));
  }
}
