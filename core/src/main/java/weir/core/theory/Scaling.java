package weir.core.theory;

import java.util.List;
import java.util.Optional;
import weir.core.theory.UniversalScalabilityFit.Point;

/**
 * A scaling run: throughputs measured with different numbers of busy workers, and the law that fits
 * them.
 *
 * @param points four or more, at three different numbers of workers at least
 * @param law that fits them best
 * @param relativeError root mean square of the points' distances from it, ÷ their mean
 */
public record Scaling(List<Point> points, UniversalScalability law, double relativeError) {

  /** Three parameters fit three points whatever they are. */
  private static final int FEWEST_POINTS = 4;

  private static final int DIFFERENT = 3;

  /** Keeps the points from changing. */
  public Scaling {
    points = List.copyOf(points);
  }

  /**
   * Fits the law.
   *
   * @param points what was measured
   * @return the run; empty where the points are too few, or show no such law
   */
  public static Optional<Scaling> of(List<Point> points) {
    if (points.size() < FEWEST_POINTS
        || points.stream().mapToDouble(Point::workers).distinct().count() < DIFFERENT) {
      return Optional.empty();
    }
    return UniversalScalabilityFit.of(points)
        .law()
        .map(law -> new Scaling(points, law, error(points, law)));
  }

  private static double error(List<Point> points, UniversalScalability law) {
    double square = 0;
    double sum = 0;
    for (Point point : points) {
      double distance = point.throughputPerSecond() - law.throughputPerSecond(point.workers());
      square += distance * distance;
      sum += point.throughputPerSecond();
    }
    return Math.sqrt(square / points.size()) / (sum / points.size());
  }

  /**
   * Where the peak may be.
   *
   * @return the 95 % confidence range; empty where there is no peak
   */
  public Optional<PeakRange> peakRange() {
    return law.peak().isPresent()
        ? Optional.of(PeakRange.of(points, law.peak().getAsDouble()))
        : Optional.empty();
  }
}
