package weir.core.latency;

import org.HdrHistogram.Histogram;

/** Wait, service and response times of a set of events, in microseconds. Not thread-safe. */
final class LatencyInterval {

  private final Histogram waitTime = LatencyRange.newHistogram();
  private final Histogram serviceTime = LatencyRange.newHistogram();
  private final Histogram responseTime = LatencyRange.newHistogram();
  private long overRange;

  void add(
      Histogram otherWait, Histogram otherService, Histogram otherResponse, long otherOverRange) {
    waitTime.add(otherWait);
    serviceTime.add(otherService);
    responseTime.add(otherResponse);
    overRange += otherOverRange;
  }

  /**
   * Adds another interval's events to this one.
   *
   * @param other the interval to add; not modified
   */
  public void add(LatencyInterval other) {
    if (!other.isEmpty()) {
      add(other.waitTime, other.serviceTime, other.responseTime, other.overRange);
    }
  }

  /** Forgets every event. */
  public void clear() {
    if (!isEmpty()) {
      waitTime.reset();
      serviceTime.reset();
      responseTime.reset();
    }
    overRange = 0;
  }

  /**
   * Whether there is no event.
   *
   * @return true if nothing was added since the start or the last {@link #clear()}
   */
  public boolean isEmpty() {
    return responseTime.getTotalCount() == 0 && waitTime.getTotalCount() == 0;
  }

  /**
   * Times from accepted to claimed.
   *
   * @return the histogram itself; read only
   */
  public Histogram waitTime() {
    return waitTime;
  }

  /**
   * Times from start to finish of the handler.
   *
   * @return the histogram itself; read only
   */
  public Histogram serviceTime() {
    return serviceTime;
  }

  /**
   * Times from accepted to finish.
   *
   * @return the histogram itself; read only
   */
  public Histogram responseTime() {
    return responseTime;
  }

  /**
   * Latencies above the range.
   *
   * @return how many of the values were clamped
   */
  public long overRange() {
    return overRange;
  }
}
