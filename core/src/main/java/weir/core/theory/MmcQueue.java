package weir.core.theory;

/**
 * M/M/c: Poisson arrivals, exponential service times, c servers, one queue in order of arrival.
 *
 * @param arrivalsPerSecond offered load, above 0 and below {@code servers / serviceSeconds}
 * @param serviceSeconds mean service time, above 0
 * @param servers 1 or more
 */
public record MmcQueue(double arrivalsPerSecond, double serviceSeconds, int servers) {

  private static final double EQUAL_RATES = 1e-9;
  private static final int BISECTIONS = 200;

  /** Checks the parameters. */
  public MmcQueue {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    Check.stable(arrivalsPerSecond * serviceSeconds / servers);
  }

  private double offeredErlangs() {
    return arrivalsPerSecond * serviceSeconds;
  }

  /** How fast a backlog shrinks, per second. */
  private double spareRate() {
    return servers / serviceSeconds - arrivalsPerSecond;
  }

  /**
   * Busy time ÷ worker time available.
   *
   * @return from 0 to below 1
   */
  public double utilisation() {
    return offeredErlangs() / servers;
  }

  /**
   * The probability that an arrival has to wait.
   *
   * @return Erlang C
   */
  public double waitProbability() {
    return Erlang.c(servers, offeredErlangs());
  }

  /**
   * Mean wait time.
   *
   * @return seconds
   */
  public double meanWaitSeconds() {
    return waitProbability() / spareRate();
  }

  /**
   * Mean response time.
   *
   * @return seconds
   */
  public double meanResponseSeconds() {
    return meanWaitSeconds() + serviceSeconds;
  }

  /**
   * Mean number of events that wait, by Little's law.
   *
   * @return events
   */
  public double meanBacklog() {
    return arrivalsPerSecond * meanWaitSeconds();
  }

  /**
   * Mean number of events that wait or are served, by Little's law.
   *
   * @return events
   */
  public double meanInSystem() {
    return arrivalsPerSecond * meanResponseSeconds();
  }

  /**
   * The probability that the wait time exceeds a time.
   *
   * @param seconds 0 or more
   * @return a probability
   */
  public double waitExceeds(double seconds) {
    Check.notNegative(seconds, "the time");
    return waitProbability() * Math.exp(-spareRate() * seconds);
  }

  /**
   * A quantile of the wait time.
   *
   * @param quantile such as 0.99
   * @return seconds; 0 where that share of the arrivals does not wait
   */
  public double waitQuantileSeconds(double quantile) {
    Check.quantile(quantile);
    return Math.max(0, Math.log(waitProbability() / (1 - quantile)) / spareRate());
  }

  /**
   * The probability that the response time exceeds a time.
   *
   * @param seconds 0 or more
   * @return a probability
   */
  public double responseExceeds(double seconds) {
    Check.notNegative(seconds, "the time");
    double services = seconds / serviceSeconds;
    double spare = servers - offeredErlangs();
    double difference = Math.abs(spare - 1);
    // Where a worker serves as fast as the backlog shrinks, the general form is 0/0.
    double queued =
        difference < EQUAL_RATES ? services : -Math.expm1(-services * difference) / difference;
    // By the slower of the two rates: by the other one this is infinity times 0 far out.
    return Math.exp(-services)
        + waitProbability() * queued * Math.exp(-services * Math.min(1, spare));
  }

  /**
   * A quantile of the response time, by bisection.
   *
   * @param quantile such as 0.99
   * @return seconds
   */
  public double responseQuantileSeconds(double quantile) {
    double tail = 1 - Check.quantile(quantile);
    double low = 0;
    double high = serviceSeconds;
    while (responseExceeds(high) > tail) {
      high *= 2;
    }
    for (int step = 0; step < BISECTIONS && high - low > Math.ulp(high); step++) {
      double middle = (low + high) / 2;
      if (responseExceeds(middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
