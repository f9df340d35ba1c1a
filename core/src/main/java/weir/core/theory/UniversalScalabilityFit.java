package weir.core.theory;

import java.util.List;
import java.util.Optional;

/**
 * The law that fits measured throughputs best: non-linear least squares by the method of Levenberg
 * and Marquardt, started from the linear fit of N/X(N).
 *
 * @param onePerSecond λ as fitted, with its error
 * @param contention σ as fitted; below 0 where throughput grew faster than the workers
 * @param coherency κ as fitted; 0 or below means that the points show no peak
 * @param costCovariance covariance of σ and κ as fitted; NaN where there are only three points
 */
public record UniversalScalabilityFit(
    Estimate onePerSecond, Estimate contention, Estimate coherency, double costCovariance) {

  /**
   * A measured point.
   *
   * @param workers 1 or more
   * @param throughputPerSecond with so many workers, above 0
   */
  public record Point(double workers, double throughputPerSecond) {

    /** Checks the point. */
    public Point {
      if (!(workers >= 1) || Double.isInfinite(workers)) {
        throw new IllegalArgumentException(
            "workers of a point must be 1 or more, and " + workers + " is not");
      }
      Check.positive(throughputPerSecond, "the throughput of a point");
    }
  }

  /**
   * A fitted parameter.
   *
   * @param value the best value
   * @param standardError one standard error; NaN where there are only three points
   */
  public record Estimate(double value, double standardError) {}

  private static final int PARAMETERS = 3;
  private static final int MAX_STEPS = 500;
  private static final double CONVERGED = 1e-13;

  /**
   * Fits the law.
   *
   * @param points at three different numbers of workers at least
   * @return the fit
   * @throws IllegalArgumentException if there are too few different points
   */
  public static UniversalScalabilityFit of(List<Point> points) {
    long different = points.stream().mapToDouble(Point::workers).distinct().count();
    if (different < PARAMETERS) {
      throw new IllegalArgumentException(
          "a fit takes throughputs at 3 different numbers of workers, and these are "
              + different
              + ": measure at more, such as 1, 2, 4, 8, 16 and past the peak");
    }
    double[] parameters = linearFit(points);
    double damping = 1e-3;
    double error = squaredError(points, parameters);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[][] normal = new double[PARAMETERS][PARAMETERS];
      double[] gradient = new double[PARAMETERS];
      accumulate(points, parameters, normal, gradient);
      for (int i = 0; i < PARAMETERS; i++) {
        normal[i][i] *= 1 + damping;
      }
      double[] change = LinearSystem.solve(normal, gradient);
      double[] tried = parameters.clone();
      for (int i = 0; i < PARAMETERS; i++) {
        tried[i] += change[i];
      }
      double triedError = squaredError(points, tried);
      if (triedError <= error) {
        boolean done = error - triedError <= CONVERGED * error;
        parameters = tried;
        error = triedError;
        damping = Math.max(1e-12, damping / 10);
        if (done) {
          break;
        }
      } else {
        damping *= 10;
      }
    }
    return withErrors(points, parameters, error);
  }

  private static UniversalScalabilityFit withErrors(
      List<Point> points, double[] parameters, double error) {
    double[][] normal = new double[PARAMETERS][PARAMETERS];
    accumulate(points, parameters, normal, new double[PARAMETERS]);
    int freedom = points.size() - PARAMETERS;
    double variance = freedom == 0 ? Double.NaN : error / freedom;
    double[][] inverse = new double[PARAMETERS][];
    Estimate[] estimates = new Estimate[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      double[] unit = new double[PARAMETERS];
      unit[i] = 1;
      inverse[i] = LinearSystem.solve(copy(normal), unit);
      estimates[i] = new Estimate(parameters[i], Math.sqrt(variance * inverse[i][i]));
    }
    return new UniversalScalabilityFit(
        estimates[0], estimates[1], estimates[2], variance * inverse[1][2]);
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      copy[row] = matrix[row].clone();
    }
    return copy;
  }

  /** N/X = (1 + σ(N−1) + κN(N−1)) / λ is linear in 1/λ, σ/λ and κ/λ. */
  private static double[] linearFit(List<Point> points) {
    double[][] normal = new double[PARAMETERS][PARAMETERS];
    double[] right = new double[PARAMETERS];
    for (Point point : points) {
      double n = point.workers();
      double[] basis = {1, n - 1, n * (n - 1)};
      add(normal, right, basis, n / point.throughputPerSecond());
    }
    double[] solution = LinearSystem.solve(normal, right);
    if (!(solution[0] > 0)) {
      // Points too wild for a line: start from perfect scaling.
      Point first = points.get(0);
      return new double[] {first.throughputPerSecond() / first.workers(), 0, 0};
    }
    return new double[] {1 / solution[0], solution[1] / solution[0], solution[2] / solution[0]};
  }

  private static void accumulate(
      List<Point> points, double[] parameters, double[][] normal, double[] gradient) {
    for (Point point : points) {
      double n = point.workers();
      double slowdown = slowdown(n, parameters[1], parameters[2]);
      double x = parameters[0] * n / slowdown;
      double[] slopes = {
        n / slowdown, -x * (n - 1) / slowdown, -x * n * (n - 1) / slowdown,
      };
      add(normal, gradient, slopes, point.throughputPerSecond() - x);
    }
  }

  private static void add(double[][] normal, double[] right, double[] basis, double value) {
    for (int row = 0; row < PARAMETERS; row++) {
      right[row] += basis[row] * value;
      for (int column = 0; column < PARAMETERS; column++) {
        normal[row][column] += basis[row] * basis[column];
      }
    }
  }

  private static double squaredError(List<Point> points, double[] parameters) {
    double sum = 0;
    for (Point point : points) {
      double n = point.workers();
      double slowdown = slowdown(n, parameters[1], parameters[2]);
      double residual = point.throughputPerSecond() - parameters[0] * n / slowdown;
      sum += slowdown > 0 ? residual * residual : Double.POSITIVE_INFINITY;
    }
    return sum;
  }

  /**
   * Throughput on the fitted curve, whether or not it is one of the law's.
   *
   * @param workers 1 or more
   * @return events per second
   */
  public double throughputPerSecond(double workers) {
    return onePerSecond.value()
        * workers
        / slowdown(workers, contention.value(), coherency.value());
  }

  private static double slowdown(double n, double contention, double coherency) {
    return 1 + contention * (n - 1) + coherency * n * (n - 1);
  }

  /**
   * Where the fitted curve is highest.
   *
   * @return √((1−σ)/κ), with its error by the delta method; empty where the points show no peak:
   *     measure at more workers then
   */
  public Optional<Estimate> peak() {
    double rest = 1 - contention.value();
    if (!(coherency.value() > 0) || !(rest > 0)) {
      return Optional.empty();
    }
    double peak = Math.sqrt(rest / coherency.value());
    double byContention = -peak / (2 * rest);
    double byCoherency = -peak / (2 * coherency.value());
    double variance =
        square(byContention * contention.standardError())
            + square(byCoherency * coherency.standardError())
            + 2 * byContention * byCoherency * costCovariance;
    return Optional.of(new Estimate(peak, Math.sqrt(variance)));
  }

  /**
   * Where the peak may be, which says more than the error of {@link #peak()} does.
   *
   * @param points those that were fitted
   * @return the 95 % confidence range; empty where there is no peak, or only three points
   */
  public Optional<PeakRange> peakRange(List<Point> points) {
    return points.size() <= PARAMETERS
        ? Optional.empty()
        : peak().map(at -> PeakRange.of(points, at.value()));
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * The law itself.
   *
   * @return the fitted law; empty where the points show no such law, as a parameter is below 0
   */
  public Optional<UniversalScalability> law() {
    if (contention.value() < 0 || contention.value() >= 1 || coherency.value() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new UniversalScalability(onePerSecond.value(), contention.value(), coherency.value()));
  }
}
