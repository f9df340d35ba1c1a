package weir.core.theory;

/**
 * What was measured of a running queue over a window of time. Theory is fed with this and never
 * with settings: a service time that is 6 % longer than asked for more than doubles the wait at a
 * utilisation of 0.9.
 *
 * @param events that arrived in the window
 * @param arrivalsPerSecond over the whole window
 * @param firstHalfArrivals events that arrived in its first half
 * @param secondHalfArrivals events that arrived in its second half
 * @param arrivalDispersion variance ÷ mean of the arrivals per interval: 1 for Poisson arrivals, 0
 *     for even ones, more for bursts; NaN if unknown
 * @param arrivalIntervals intervals that {@code arrivalDispersion} comes from
 * @param serviceSeconds mean service time
 * @param serviceScv squared coefficient of variation of the service time
 * @param services events that these two come from
 * @param tailIndex estimate of the index of the service time's tail; infinite for a light one
 * @param workers there were at the end of the window
 * @param workersChanged whether their number changed in the window
 * @param ringSlots slots of the ring
 * @param backlog events waiting at the end of the window
 */
public record Observation(
    long events,
    double arrivalsPerSecond,
    long firstHalfArrivals,
    long secondHalfArrivals,
    double arrivalDispersion,
    int arrivalIntervals,
    double serviceSeconds,
    double serviceScv,
    long services,
    double tailIndex,
    int workers,
    boolean workersChanged,
    int ringSlots,
    long backlog) {

  /** Checks the figures. */
  public Observation {
    Check.notNegative(arrivalsPerSecond, "the arrival rate");
    Check.notNegative(serviceSeconds, "the service time");
    Check.notNegative(serviceScv, "the squared coefficient of variation of the service time");
    Check.atLeast(0, workers, "workers");
    Check.atLeast(1, ringSlots, "slots of the ring");
  }

  /**
   * Offered load ÷ workers.
   *
   * @return utilisation, also above 1; infinite without workers
   */
  public double utilisation() {
    return workers == 0 ? Double.POSITIVE_INFINITY : arrivalsPerSecond * serviceSeconds / workers;
  }
}
