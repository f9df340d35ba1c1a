package weir.core.theory;

import java.util.List;
import weir.core.theory.UniversalScalabilityFit.Point;

/**
 * Where the peak of the Universal Scalability Law may be, as far as points tell: the peaks with
 * which the law fits them not much worse than with the best one (profile likelihood, 95 %). Unlike
 * a standard error it knows that a plateau may be the start of a peak far off.
 *
 * @param least workers, above 0
 * @param most workers; infinite if the points set no upper end
 */
public record PeakRange(double least, double most) {

  /** Student's t at 97.5 %, for 1, 2, 3 … degrees of freedom. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086
  };

  private static final double T_OF_MANY = 1.97;
  private static final int PARAMETERS = 3;
  private static final double STEP = 1.02;
  private static final double FURTHEST = 100;
  private static final double LEAST_CONTENTION = -0.5;
  private static final int CONTENTIONS = 150;
  private static final int HALVINGS = 30;

  /**
   * Looks for the range around a peak.
   *
   * @param points four or more
   * @param peak of the law that fits them best, above 0
   * @return the range, which holds the peak
   */
  static PeakRange of(List<Point> points, double peak) {
    int freedom = points.size() - PARAMETERS;
    double t = freedom > T.length ? T_OF_MANY : T[freedom - 1];
    double limit = leastError(points, peak) * (1 + t * t / freedom);
    double largest = FURTHEST * points.stream().mapToDouble(Point::workers).max().orElseThrow();
    return new PeakRange(
        end(points, peak, limit, 1 / STEP, 1 / FURTHEST, 0),
        end(points, peak, limit, STEP, largest, Double.POSITIVE_INFINITY));
  }

  private static double end(
      List<Point> points, double peak, double limit, double step, double furthest, double none) {
    double inside = peak;
    double outside = peak * step;
    while (leastError(points, outside) <= limit) {
      inside = outside;
      outside *= step;
      if (step > 1 ? outside > furthest : outside < furthest) {
        return none;
      }
    }
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = Math.sqrt(inside * outside);
      if (leastError(points, middle) <= limit) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  /** Squared error of the best law with this peak. */
  private static double leastError(List<Point> points, double peak) {
    double step = (1 - LEAST_CONTENTION) / CONTENTIONS;
    double best = Double.POSITIVE_INFINITY;
    double at = 0;
    for (int place = 0; place < CONTENTIONS; place++) {
      double contention = LEAST_CONTENTION + place * step;
      double error = error(points, peak, contention);
      if (error < best) {
        best = error;
        at = contention;
      }
    }
    double low = at - step;
    double high = Math.min(1, at + step);
    for (int third = 0; third < HALVINGS * 2; third++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (error(points, peak, left) < error(points, peak, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.min(best, error(points, peak, (low + high) / 2));
  }

  /** The throughput of one worker that fits best is a matter of one division. */
  private static double error(List<Point> points, double peak, double contention) {
    double coherency = (1 - contention) / (peak * peak);
    double product = 0;
    double square = 0;
    double total = 0;
    for (Point point : points) {
      double n = point.workers();
      double slowdown = 1 + contention * (n - 1) + coherency * n * (n - 1);
      if (!(slowdown > 0)) {
        return Double.POSITIVE_INFINITY;
      }
      double relative = n / slowdown;
      product += relative * point.throughputPerSecond();
      square += relative * relative;
      total += point.throughputPerSecond() * point.throughputPerSecond();
    }
    return Math.max(0, total - product * product / square);
  }
}
