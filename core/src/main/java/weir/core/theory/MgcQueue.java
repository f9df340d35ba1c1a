package weir.core.theory;

/**
 * M/G/c: Poisson arrivals, service times of which mean and variability are known, c servers. Two
 * moments give means only: distributions of the same two moments differ in their high quantiles.
 *
 * @param arrivalsPerSecond offered load, above 0 and below {@code servers / serviceSeconds}
 * @param serviceSeconds mean service time, above 0
 * @param serviceScv squared coefficient of variation of the service time, 0 or more
 * @param servers 1 or more
 */
public record MgcQueue(
    double arrivalsPerSecond, double serviceSeconds, double serviceScv, int servers) {

  /** Checks the parameters. */
  public MgcQueue {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.notNegative(serviceScv, "the squared coefficient of variation of the service time");
    Check.atLeast(1, servers, "servers");
    Check.stable(arrivalsPerSecond * serviceSeconds / servers);
  }

  private double exponentialWaitSeconds() {
    return new MmcQueue(arrivalsPerSecond, serviceSeconds, servers).meanWaitSeconds();
  }

  /**
   * Mean wait time, interpolated (for more variability: extrapolated) between the exact values for
   * fixed and for exponential service times. Exact for one server (Pollaczek–Khinchine).
   *
   * @return seconds
   */
  public double meanWaitSeconds() {
    double fixed = new MdcQueue(arrivalsPerSecond, serviceSeconds, servers).meanWaitSeconds();
    return serviceScv * exponentialWaitSeconds() + (1 - serviceScv) * fixed;
  }

  /**
   * Mean wait time by the approximation of A. O. Allen and J. Cunneen for arrivals that are not
   * Poisson; for one server that of Kingman (1961).
   *
   * @param arrivalScv squared coefficient of variation of the times between arrivals, 0 or more; 1
   *     for Poisson arrivals
   * @return seconds
   */
  public double allenCunneenMeanWaitSeconds(double arrivalScv) {
    Check.notNegative(arrivalScv, "the squared coefficient of variation of the arrivals");
    return (arrivalScv + serviceScv) / 2 * exponentialWaitSeconds();
  }
}
