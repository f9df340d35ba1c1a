package weir.core.theory;

/**
 * M/D/c: Poisson arrivals, a fixed service time, c servers, one queue in order of arrival.
 *
 * @param arrivalsPerSecond offered load, above 0 and below {@code servers / serviceSeconds}
 * @param serviceSeconds the service time, above 0
 * @param servers 1 or more
 */
public record MdcQueue(double arrivalsPerSecond, double serviceSeconds, int servers) {

  /** Terms of the exact series, times servers and the cube of 1 − utilisation, as counted. */
  private static final double TERMS = 900;

  /** A few milliseconds: predictions are made for each picture. */
  private static final double MOST_TERMS = 4e6;

  private static final double NEGLIGIBLE = 1e-14;

  /** Checks the parameters. */
  public MdcQueue {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    Check.stable(arrivalsPerSecond * serviceSeconds / servers);
  }

  /**
   * Mean wait time. Exact up to a utilisation of 0.95 with two servers, 0.98 with 64: with equal
   * service times each server gets every c-th arrival, so the queue waits as E<sub>c</sub>/D/1
   * does, and Spitzer's identity (1956) gives the mean as a series over the Poisson distribution
   * (the result is Crommelin's, 1932). Above that the series needs too many terms, and {@link
   * #cosmetatosMeanWaitSeconds()} is within 0.1 % for up to 8 servers, 0.5 % for 64 and 1.5 % for
   * thousands.
   *
   * @return seconds
   */
  public double meanWaitSeconds() {
    double offered = arrivalsPerSecond * serviceSeconds;
    if (servers == 1) {
      return offered * serviceSeconds / (2 * (1 - offered));
    }
    double spare = 1 - offered / servers;
    if (TERMS > MOST_TERMS * servers * spare * spare * spare) {
      return cosmetatosMeanWaitSeconds();
    }
    double gap = servers / arrivalsPerSecond;
    double sum = 0;
    double term;
    long round = 0;
    do {
      round++;
      long count = round * servers;
      double mean = round * offered;
      double tail = PoissonTail.tailRatio(count, mean);
      // D P(N ≥ ic) − (c/λ) P(N ≥ ic + 1), with P(N ≥ ic + 1) = P(N ≥ ic) − P(N = ic).
      term = PoissonTail.probability(count, mean) * (gap - (gap - serviceSeconds) * tail);
      sum += term;
    } while (term > NEGLIGIBLE * sum);
    return sum;
  }

  /**
   * Mean wait time by G. P. Cosmetatos's approximation (1975), within a few per cent.
   *
   * @return seconds
   */
  public double cosmetatosMeanWaitSeconds() {
    double utilisation = arrivalsPerSecond * serviceSeconds / servers;
    double correction =
        (1 - utilisation)
            * (servers - 1)
            * (Math.sqrt(4 + 5.0 * servers) - 2)
            / (16 * servers * utilisation);
    double exponential = new MmcQueue(arrivalsPerSecond, serviceSeconds, servers).meanWaitSeconds();
    return (1 + correction) * exponential / 2;
  }
}
