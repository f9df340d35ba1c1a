package weir.core.theory;

/** The Poisson distribution far out, where factorials overflow. */
final class PoissonTail {

  private static final int SERIES_FROM = 16;
  private static final double NEGLIGIBLE = 1e-17;

  private PoissonTail() {}

  /**
   * The probability of one count (C. Loader's saddle-point form, 2000, which loses no digits to
   * cancellation).
   *
   * @param count 1 or more
   * @param mean above 0
   */
  static double probability(long count, double mean) {
    double ratio = mean / count;
    double deviance = count * (ratio - 1 - Math.log(ratio));
    return Math.exp(-stirlingError(count) - deviance) / Math.sqrt(2 * Math.PI * count);
  }

  /**
   * P(at least this count) ÷ P(this count).
   *
   * @param count above the mean
   * @param mean above 0
   */
  static double tailRatio(long count, double mean) {
    double sum = 1;
    double term = 1;
    for (long next = count + 1; term > NEGLIGIBLE * sum; next++) {
      term *= mean / next;
      sum += term;
    }
    return sum;
  }

  /** ln n! minus Stirling's formula for it. */
  private static double stirlingError(long n) {
    if (n >= SERIES_FROM) {
      double square = (double) n * n;
      return (1.0 / 12
              - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                  / square)
          / n;
    }
    double factorial = 1;
    for (long factor = 2; factor <= n; factor++) {
      factorial *= factor;
    }
    return Math.log(factorial) - (n + 0.5) * Math.log((double) n) + n - 0.5 * Math.log(2 * Math.PI);
  }
}
