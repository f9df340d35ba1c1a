package weir.core.theory;

import java.util.OptionalDouble;
import weir.core.theory.Prediction.Model;

/**
 * What theory says of one number of workers. What a model does not have is empty, never 0.
 *
 * @param workers 1 or more
 * @param model the model used
 * @param scaled whether service times grow with workers by a measured law
 * @param relativeError how far off the mean wait may be, by the model and the fit of the law: 0
 *     where the model is exact
 * @param stable whether so many workers keep up with what arrives
 * @param capacityPerSecond completions per second with all of them busy
 * @param throughputPerSecond completions per second; while a backlog drains, the capacity
 * @param rejectedShare share of the arrivals that a full ring turns away
 * @param utilisation share of the workers' time, from 0 to 1; those that wait for the resource are
 *     busy
 * @param meanBacklog events that wait in the ring
 * @param meanWaitSeconds wait for a worker and for the resource
 * @param meanResponseSeconds wait and service
 * @param p99ResponseSeconds 99th percentile of the response time
 * @param p99RelativeError how far off that may be
 * @param emptySeconds time until the backlog that there is has gone; empty if it never goes
 * @param workerSecondsPerEvent the cost: time of workers, also idle ones, for each event
 */
public record WhatIfPoint(
    int workers,
    Model model,
    boolean scaled,
    double relativeError,
    boolean stable,
    double capacityPerSecond,
    double throughputPerSecond,
    double rejectedShare,
    double utilisation,
    OptionalDouble meanBacklog,
    OptionalDouble meanWaitSeconds,
    OptionalDouble meanResponseSeconds,
    OptionalDouble p99ResponseSeconds,
    double p99RelativeError,
    OptionalDouble emptySeconds,
    double workerSecondsPerEvent) {

  /**
   * The model's name.
   *
   * @return such as {@code M/M/c}, or {@code M/M/c, measured USL}
   */
  public String modelName() {
    return scaled ? model.notation() + ", measured USL" : model.notation();
  }
}
