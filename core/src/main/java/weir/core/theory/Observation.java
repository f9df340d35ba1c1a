package weir.core.theory;

/**
 * What was measured of a running queue over a window of time. Theory is fed with this and never
 * with settings: a service time that is 6 % longer than asked for more than doubles the wait at a
 * utilisation of 0.9.
 *
 * @param arrivals what came
 * @param services what was done
 * @param workers there were at the end of the window
 * @param workersChanged whether their number changed in the window
 * @param ringSlots slots of the ring, or {@link #UNBOUNDED}
 * @param population events in the pipeline
 */
public record Observation(
    Arrivals arrivals,
    Services services,
    int workers,
    boolean workersChanged,
    int ringSlots,
    Population population) {

  /** The slots of a queue without a bound. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /**
   * Arrivals in the window.
   *
   * @param count events
   * @param perSecond over the whole window
   * @param firstHalf events in its first half
   * @param secondHalf events in its second half
   * @param dispersion variance ÷ mean of the arrivals per interval: 1 for Poisson arrivals, 0 for
   *     even ones, more for bursts; NaN if unknown
   * @param intervals that {@code dispersion} comes from
   * @param quietSeconds since the last arrival; the whole window if there was none
   */
  public record Arrivals(
      long count,
      double perSecond,
      long firstHalf,
      long secondHalf,
      double dispersion,
      int intervals,
      double quietSeconds) {

    /** Checks the figures. */
    public Arrivals {
      Check.notNegative(perSecond, "the arrival rate");
      Check.notNegative(quietSeconds, "the time since the last arrival");
    }
  }

  /**
   * Services that ended in the window.
   *
   * @param count events
   * @param meanSeconds mean service time
   * @param scv squared coefficient of variation of the service time
   * @param tailIndex estimate of the index of the service time's tail; infinite for a light one
   */
  public record Services(long count, double meanSeconds, double scv, double tailIndex) {

    /** Checks the figures. */
    public Services {
      Check.notNegative(meanSeconds, "the service time");
      Check.notNegative(scv, "the squared coefficient of variation of the service time");
    }
  }

  /**
   * Events in the pipeline, waiting or at a worker.
   *
   * @param backlog events waiting at the end of the window
   * @param inFlight events that workers were at, at the end of the window
   * @param first events in the pipeline at the start of the window
   * @param least fewest events in the pipeline that were seen in the window
   * @param most most events in the pipeline that were seen in the window
   * @param leastLately fewest that were seen in the second half of the window
   * @param mostLately most that were seen in the second half of the window
   */
  public record Population(
      long backlog,
      long inFlight,
      long first,
      long least,
      long most,
      long leastLately,
      long mostLately) {

    /** Checks the figures. */
    public Population {
      if (leastLately < least || mostLately > most || leastLately > mostLately) {
        throw new IllegalArgumentException(
            "the second half is part of the window, and "
                + leastLately
                + " to "
                + mostLately
                + " events are not within "
                + least
                + " to "
                + most);
      }
      if (backlog < 0 || inFlight < 0 || first < least || first > most) {
        throw new IllegalArgumentException(
            "events cannot be fewer than 0, nor those at the start fewer than the fewest or more"
                + " than the most: backlog "
                + backlog
                + ", in flight "
                + inFlight
                + ", from "
                + first
                + ", least "
                + least
                + ", most "
                + most);
      }
    }

    /**
     * A population whose second half is not known apart: it is taken to move as the whole does.
     *
     * @param backlog events waiting at the end of the window
     * @param inFlight events that workers were at, at the end of the window
     * @param first events in the pipeline at the start of the window
     * @param least fewest events in the pipeline that were seen in the window
     * @param most most events in the pipeline that were seen in the window
     */
    public Population(long backlog, long inFlight, long first, long least, long most) {
      this(backlog, inFlight, first, least, most, least, most);
    }

    /**
     * Events in the pipeline at the end of the window.
     *
     * @return 0 or more
     */
    public long now() {
      return backlog + inFlight;
    }
  }

  /** Checks the figures. */
  public Observation {
    Check.atLeast(0, workers, "workers");
    Check.atLeast(1, ringSlots, "slots of the ring");
  }

  /**
   * Offered load ÷ workers.
   *
   * @return utilisation, also above 1; infinite without workers
   */
  public double utilisation() {
    return workers == 0
        ? Double.POSITIVE_INFINITY
        : arrivals.perSecond * services.meanSeconds / workers;
  }
}
