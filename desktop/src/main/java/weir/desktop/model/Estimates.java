package weir.desktop.model;

import org.HdrHistogram.Histogram;

/** Figures of samples with their uncertainty, at 95 %. */
final class Estimates {

  /** Standard errors on either side. */
  private static final double Z = 1.959964;

  private static final double HALF_TAIL = 0.025;

  /** Fewer values have no standard error worth its name. */
  private static final int FEWEST_FOR_A_MEAN = 10;

  /** Above this the binomial distribution is a normal one. */
  private static final long MOST_COUNTED = 10_000;

  private Estimates() {}

  /** A rate, of events that come on their own. */
  static Estimate rate(long count, long nanos) {
    if (nanos <= 0) {
      return Estimate.UNKNOWN;
    }
    double seconds = nanos / 1e9;
    // The score interval: it holds for few events, and for none.
    double middle = count + Z * Z / 2;
    double reach = Z * Math.sqrt(count + Z * Z / 4);
    return new Estimate(count / seconds, (middle - reach) / seconds, (middle + reach) / seconds);
  }

  static Estimate mean(Histogram micros) {
    long count = micros.getTotalCount();
    if (count == 0) {
      return Estimate.UNKNOWN;
    }
    double mean = micros.getMean();
    double reach =
        count < FEWEST_FOR_A_MEAN
            ? Double.NaN
            : Z * micros.getStdDeviation() / Math.sqrt((double) count - 1);
    return new Estimate(mean, mean - reach, mean + reach);
  }

  /**
   * A percentile between two of the values in their order, by how many of them may lie below it.
   */
  static Estimate percentile(Histogram micros, double percentile) {
    long count = micros.getTotalCount();
    if (count == 0) {
      return Estimate.UNKNOWN;
    }
    double share = percentile / 100;
    long lowRank = rank(count, share, HALF_TAIL);
    long highRank = rank(count, share, 1 - HALF_TAIL) + 1;
    return new Estimate(
        (double) micros.getValueAtPercentile(percentile),
        lowRank < 1 ? Double.NaN : valueAt(micros, lowRank),
        highRank > count ? Double.NaN : valueAt(micros, highRank));
  }

  /** The smallest number that a binomial count is at most, with a probability. */
  static long rank(long count, double share, double probability) {
    if (count > MOST_COUNTED) {
      double reach = (probability < 0.5 ? -Z : Z) * Math.sqrt(count * share * (1 - share));
      return (long) Math.ceil(count * share + reach - 0.5);
    }
    double logOdds = Math.log(share) - Math.log1p(-share);
    double logTerm = count * Math.log1p(-share);
    double below = Math.exp(logTerm);
    long rank = 0;
    while (below < probability && rank < count) {
      rank++;
      logTerm += logOdds + Math.log((double) (count - rank + 1) / rank);
      below += Math.exp(logTerm);
    }
    return rank;
  }

  private static double valueAt(Histogram micros, long rank) {
    return (double) micros.getValueAtPercentile(100.0 * rank / micros.getTotalCount());
  }
}
