package weir.http.scaling;

import java.util.List;
import java.util.Locale;
import weir.core.theory.UniversalScalabilityFit;
import weir.core.theory.UniversalScalabilityFit.Estimate;
import weir.core.theory.UniversalScalabilityFit.Point;

/** Measured points beside the law that fits them, in words. */
public final class ScalingReport {

  /** What rounding leaves. */
  private static final double EXACT = 1e-7;

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
    text.append(String.format(Locale.ROOT, "%8s %14s %14s%n", "workers", "measured", "fitted"));
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%8s %12.2f/s %12.2f/s%n",
              workers(point.workers()),
              point.throughputPerSecond(),
              fit.throughputPerSecond(point.workers())));
    }
    text.append(parameters(fit));
    return text.append(new ScalingConclusion(fit, points).text()).toString();
  }

  private static String workers(double workers) {
    return workers == Math.rint(workers) ? Long.toString((long) workers) : Double.toString(workers);
  }

  private static String parameters(UniversalScalabilityFit fit) {
    List<Estimate> all = List.of(fit.onePerSecond(), fit.contention(), fit.coherency());
    boolean exact = all.stream().allMatch(ScalingReport::isExact);
    String errors =
        Double.isNaN(fit.onePerSecond().standardError())
            ? " (three points leave nothing to tell an error by)"
            : exact ? ", which the points fit exactly" : ", ± one standard error";
    return String.format(Locale.ROOT, "%nUniversal Scalability Law%s%n", errors)
        + parameter("throughput of one worker  λ", fit.onePerSecond(), "/s", exact)
        + parameter("contention                σ", fit.contention(), "", exact)
        + parameter("coherency                 κ", fit.coherency(), "", exact);
  }

  private static boolean isExact(Estimate estimate) {
    return estimate.standardError() <= EXACT * Math.max(1, Math.abs(estimate.value()));
  }

  private static String parameter(String name, Estimate estimate, String unit, boolean exact) {
    return String.format(
        Locale.ROOT,
        "  %s = %.5g%s%s%n",
        name,
        Math.abs(estimate.value()) < EXACT ? 0 : estimate.value(),
        unit,
        exact || Double.isNaN(estimate.standardError())
            ? ""
            : String.format(Locale.ROOT, " ± %.2g", estimate.standardError()));
  }
}
