package weir.core.theory;

/**
 * M/M/c/K: as {@link MmcQueue}, but with room for K events in all; whoever finds it full is turned
 * away. Has an answer at any load.
 */
public final class MmckQueue {

  private static final double RESCALE_ABOVE = 1e200;

  private final double arrivalsPerSecond;
  private final double serviceSeconds;
  private final double fullProbability;
  private final double meanInSystem;

  /**
   * Solves the birth-death chain.
   *
   * @param arrivalsPerSecond offered load, above 0
   * @param serviceSeconds mean service time, above 0
   * @param servers 1 or more
   * @param capacity events that fit, waiting and in service: slots of the ring + servers; at least
   *     {@code servers}
   */
  public MmckQueue(double arrivalsPerSecond, double serviceSeconds, int servers, int capacity) {
    this.arrivalsPerSecond = Check.positive(arrivalsPerSecond, "the arrival rate");
    this.serviceSeconds = Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    Check.atLeast(servers, capacity, "the capacity");
    double weight = 1;
    double sum = 1;
    double weightedSum = 0;
    for (int events = 1; events <= capacity; events++) {
      weight *= arrivalsPerSecond * serviceSeconds / Math.min(events, servers);
      sum += weight;
      weightedSum += events * weight;
      if (sum > RESCALE_ABOVE) {
        weight /= sum;
        weightedSum /= sum;
        sum = 1;
      }
    }
    fullProbability = weight / sum;
    meanInSystem = weightedSum / sum;
  }

  /**
   * The probability that an arrival is turned away.
   *
   * @return a probability
   */
  public double fullProbability() {
    return fullProbability;
  }

  /**
   * Completions per second.
   *
   * @return the arrivals that are accepted
   */
  public double throughputPerSecond() {
    return arrivalsPerSecond * (1 - fullProbability);
  }

  /**
   * Mean number of events that wait or are served.
   *
   * @return events
   */
  public double meanInSystem() {
    return meanInSystem;
  }

  /**
   * Mean response time of accepted events, by Little's law.
   *
   * @return seconds
   */
  public double meanResponseSeconds() {
    return meanInSystem / throughputPerSecond();
  }

  /**
   * Mean wait time of accepted events.
   *
   * @return seconds
   */
  public double meanWaitSeconds() {
    return Math.max(0, meanResponseSeconds() - serviceSeconds);
  }
}
