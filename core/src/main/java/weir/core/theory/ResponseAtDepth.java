package weir.core.theory;

/**
 * What an event has ahead of it when it comes to a queue served in order of arrival.
 *
 * <p>While all <i>c</i> workers are busy, one leaves every <i>S / c</i> on average. An event that
 * finds <i>n</i> waiting needs <i>n + 1</i> to leave before its own service starts. For exponential
 * service times that is exact at any moment (they have no memory: the time to the next departure is
 * <i>S / c</i> whenever one looks; Kleinrock, Queueing Systems I, 1975, 3.5). For others it is off
 * by less than one service time, however deep the queue, since only the services under way differ.
 */
public final class ResponseAtDepth {

  private ResponseAtDepth() {}

  /**
   * Mean response time of an event that finds all workers busy.
   *
   * @param depth events that wait already when it comes, 0 or more
   * @param workers how many there are, 1 or more
   * @param meanServiceTime of an event, 0 or more
   * @return the mean, in the unit of the service time
   * @throws IllegalArgumentException if a value is out of range
   */
  public static double mean(long depth, int workers, double meanServiceTime) {
    if (depth < 0 || workers < 1 || !(meanServiceTime >= 0)) {
      throw new IllegalArgumentException(
          "there is no queue of depth "
              + depth
              + " at "
              + workers
              + " workers with a service time of "
              + meanServiceTime);
    }
    return meanServiceTime * (1 + (depth + 1.0) / workers);
  }
}
