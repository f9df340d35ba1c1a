package weir.core.theory;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The Universal Scalability Law (N. J. Gunther, 1993): throughput of N workers on one resource,
 * X(N) = λN / (1 + σ(N−1) + κN(N−1)).
 *
 * @param onePerSecond λ: throughput of a single worker, above 0
 * @param contention σ: share of the work that is serial, from 0 to below 1
 * @param coherency κ: cost of keeping each pair of workers in step, 0 or more
 */
public record UniversalScalability(double onePerSecond, double contention, double coherency) {

  /** Checks the parameters. */
  public UniversalScalability {
    Check.positive(onePerSecond, "the throughput of one worker");
    Check.notNegative(contention, "contention");
    Check.notNegative(coherency, "coherency");
    if (contention >= 1) {
      throw new IllegalArgumentException(
          "contention must be below 1, as it is a share of the work, and "
              + contention
              + " is not");
    }
  }

  private double slowdown(double workers) {
    return 1 + contention * (workers - 1) + coherency * workers * (workers - 1);
  }

  /**
   * Throughput.
   *
   * @param workers 1 or more
   * @return events per second
   */
  public double throughputPerSecond(double workers) {
    return onePerSecond * workers / slowdown(checked(workers));
  }

  /**
   * Service time of each event.
   *
   * @param workers 1 or more
   * @return seconds
   */
  public double serviceSeconds(double workers) {
    return slowdown(checked(workers)) / onePerSecond;
  }

  private static double checked(double workers) {
    if (!(workers >= 1)) {
      throw new IllegalArgumentException("workers must be 1 or more, and " + workers + " is not");
    }
    return workers;
  }

  /**
   * Where throughput would be highest if workers could be halved.
   *
   * @return the place; empty if throughput never falls (κ = 0)
   */
  public OptionalDouble peak() {
    return coherency == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(1, Math.sqrt((1 - contention) / coherency)));
  }

  /**
   * The number of workers with the highest throughput.
   *
   * @return workers
   * @throws IllegalStateException if there is no peak
   */
  public int peakWorkers() {
    double at =
        peak()
            .orElseThrow(
                () -> new IllegalStateException("without coherency cost throughput has no peak"));
    return wholeWorkers(at, this::throughputPerSecond);
  }

  /** The better of the two whole numbers around a place; the largest there is if it is further. */
  private static int wholeWorkers(double at, DoubleUnaryOperator figure) {
    double below = Math.max(1, Math.floor(at));
    double above = below + 1;
    return (int) (figure.applyAsDouble(below) >= figure.applyAsDouble(above) ? below : above);
  }

  /**
   * The limit of throughput where there is no peak.
   *
   * @return λ/σ; infinite if σ is 0 as well
   */
  public double limitPerSecond() {
    return onePerSecond / contention;
  }

  /**
   * The knee: where throughput ÷ service time ("power", L. Kleinrock) is highest; beyond it, each
   * worker costs more than it brings.
   *
   * @return the place; empty if more workers cost nothing (σ = κ = 0)
   */
  public OptionalDouble knee() {
    if (coherency == 0) {
      return contention == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.max(1, (1 - contention) / contention));
    }
    double difference = contention - coherency;
    double root = Math.sqrt(difference * difference + 12 * coherency * (1 - contention));
    // The same number twice: the other form would subtract what is nearly equal.
    double at =
        difference > 0
            ? 2 * (1 - contention) / (root + difference)
            : (root - difference) / (6 * coherency);
    return OptionalDouble.of(Math.max(1, at));
  }

  /**
   * The number of workers at the knee.
   *
   * @return workers
   * @throws IllegalStateException if there is no knee
   */
  public int kneeWorkers() {
    double at =
        knee().orElseThrow(() -> new IllegalStateException("workers that cost nothing, no knee"));
    return wholeWorkers(at, this::power);
  }

  private double power(double workers) {
    return throughputPerSecond(workers) / serviceSeconds(workers);
  }

  /**
   * How many workers a throughput takes.
   *
   * @param throughputPerSecond above 0
   * @return workers, below 1 for less than one worker brings; empty if it is out of reach
   */
  public OptionalDouble workersFor(double throughputPerSecond) {
    double x = Check.positive(throughputPerSecond, "the throughput");
    // κX N² + (σX − κX − λ) N + X(1 − σ) = 0; the lower root is before the peak.
    double square = coherency * x;
    double linear = (contention - coherency) * x - onePerSecond;
    double constant = x * (1 - contention);
    double discriminant = linear * linear - 4 * square * constant;
    if (discriminant < 0 || linear >= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(2 * constant / (-linear + Math.sqrt(discriminant)));
  }
}
