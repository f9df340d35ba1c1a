package weir.core.theory;

/**
 * A burst of events at one moment, and how it drains: the closed forms. With changes of the number
 * of workers meanwhile, or arrivals one after the other: {@link DrainTimeline}.
 *
 * @param events 1 or more
 * @param serviceSeconds the service time, or its mean, above 0
 * @param workers 1 or more
 */
public record BurstDrain(int events, double serviceSeconds, int workers) {

  /** Checks the parameters. */
  public BurstDrain {
    Check.atLeast(1, events, "events");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, workers, "workers");
  }

  /**
   * Mean response time with a fixed service time.
   *
   * @return seconds
   */
  public double meanResponseSeconds() {
    int rounds = events / workers;
    int rest = events - rounds * workers;
    return serviceSeconds
        * (workers * (rounds / 2.0) * (rounds + 1) + rest * (rounds + 1.0))
        / events;
  }

  /**
   * Mean wait time with a fixed service time.
   *
   * @return seconds
   */
  public double meanWaitSeconds() {
    return meanResponseSeconds() - serviceSeconds;
  }

  /**
   * When the last event ends, with a fixed service time.
   *
   * @return seconds
   */
  public double makespanSeconds() {
    return serviceSeconds * rounds(events);
  }

  private int rounds(int count) {
    return count / workers + (count % workers == 0 ? 0 : 1);
  }

  /**
   * A quantile of the response time, with a fixed service time.
   *
   * @param quantile such as 0.99, up to 1
   * @return seconds
   */
  public double responseQuantileSeconds(double quantile) {
    if (!(quantile > 0 && quantile <= 1)) {
      throw new IllegalArgumentException(
          "a quantile of a burst must be above 0 and at most 1, and " + quantile + " is not");
    }
    int rank = (int) Math.ceil(quantile * events - 1e-9);
    return serviceSeconds * rounds(rank);
  }

  /**
   * Events in the pipeline, averaged over the drain, with a fixed service time (Little's law).
   *
   * @return events
   */
  public double meanInSystem() {
    return events * meanResponseSeconds() / makespanSeconds();
  }

  /**
   * Mean response time with exponential service times.
   *
   * @return seconds
   */
  public double exponentialMeanResponseSeconds() {
    double left = events - workers;
    return left < 0
        ? serviceSeconds
        : serviceSeconds * (1 + left * (left + 1) / (2.0 * events * workers));
  }

  /**
   * Expected time at which the last event ends, with exponential service times.
   *
   * @return seconds
   */
  public double exponentialMakespanSeconds() {
    double sum = 0;
    for (long busy = 1; busy <= Math.min(events, workers); busy++) {
      sum += 1.0 / busy;
    }
    return serviceSeconds * (Math.max(0, events - workers) / (double) workers + sum);
  }

  /**
   * The same burst against a back end that serves at most some workers at once. Workers hold their
   * events while they wait for it, so part of the wait moves from the ring to the workers.
   *
   * @param connections uses at once, 1 or more
   * @return the means
   */
  public BackEnd behind(int connections) {
    Check.atLeast(1, connections, "connections");
    BurstDrain effective = new BurstDrain(events, serviceSeconds, Math.min(workers, connections));
    double ringWait = 0;
    for (int event = workers; event < events; event++) {
      // A worker claims it when the event so many before it has ended.
      ringWait += serviceSeconds * effective.rounds(event - workers + 1);
    }
    double meanRingWait = ringWait / events;
    double response = effective.meanResponseSeconds();
    return new BackEnd(response, meanRingWait, response - meanRingWait);
  }

  /**
   * Means of a burst against a back end of limited capacity.
   *
   * @param meanResponseSeconds accepted → finish
   * @param meanWaitSeconds accepted → claimed
   * @param meanServiceSeconds claimed → finish, as the workers see it
   */
  public record BackEnd(
      double meanResponseSeconds, double meanWaitSeconds, double meanServiceSeconds) {}
}
