package weir.core.theory;

/**
 * What is left of a drain, seen in the middle of it: no more events arrive, every worker is at an
 * event that it took at some time. Workers that do not keep step make completions come evenly, so
 * that the event at place k of the queue starts after (k − ½) S ÷ c; off by half a service time
 * where they do keep step.
 *
 * @param backlog events that wait, 0 or more
 * @param inFlight events that workers are at, 0 or more
 * @param serviceSeconds mean service time, above 0
 * @param serviceScv squared coefficient of variation of the service time, 0 or more
 * @param workers 1 or more
 */
public record RemainingDrain(
    long backlog, long inFlight, double serviceSeconds, double serviceScv, int workers) {

  /** Checks the parameters. */
  public RemainingDrain {
    Check.positive(serviceSeconds, "the service time");
    Check.notNegative(serviceScv, "the squared coefficient of variation of the service time");
    Check.atLeast(1, workers, "workers");
    if (backlog < 0 || inFlight < 0) {
      throw new IllegalArgumentException(
          "events cannot be fewer than 0, and " + Math.min(backlog, inFlight) + " is");
    }
  }

  /** Expected rest of a service that is found under way. */
  private double restSeconds() {
    return serviceSeconds * (1 + serviceScv) / 2;
  }

  /**
   * When the last event is expected to end.
   *
   * @return seconds from now
   */
  public double emptySeconds() {
    if (backlog == 0) {
      return inFlight == 0 ? 0 : restSeconds();
    }
    return startSeconds((double) backlog) + serviceSeconds;
  }

  private double startSeconds(double place) {
    return (place - 0.5) * serviceSeconds / workers;
  }

  /**
   * Time that the events still spend in the pipeline, summed over all of them: added to their ages
   * it makes their response times.
   *
   * @return seconds, times events
   */
  public double eventSeconds() {
    // The mean place of 1 … n is (n + 1) ÷ 2.
    double queued =
        backlog == 0 ? 0 : (double) backlog * (startSeconds((backlog + 1) / 2.0) + serviceSeconds);
    return queued + (double) inFlight * restSeconds();
  }
}
