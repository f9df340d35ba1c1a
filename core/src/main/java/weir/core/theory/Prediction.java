package weir.core.theory;

import java.util.List;
import java.util.OptionalDouble;

/** What theory says of a measured queue, by which model, and what that rests on. */
public sealed interface Prediction
    permits Prediction.Steady,
        Prediction.Closed,
        Prediction.Overloaded,
        Prediction.Draining,
        Prediction.None {

  /** A model of a queue. */
  enum Model {
    /** Poisson arrivals, exponential service: means and quantiles are exact. */
    M_M_C("M/M/c"),
    /** Poisson arrivals, fixed service: the mean is exact. */
    M_D_C("M/D/c"),
    /** Poisson arrivals, any service, one worker: the mean is exact (Pollaczek–Khinchine). */
    M_G_1("M/G/1"),
    /** Poisson arrivals, any service: the mean is interpolated. */
    M_G_C("M/G/c"),
    /** Any arrivals, any service: a rough mean (Allen–Cunneen). */
    G_G_C("G/G/c"),
    /** A ring that fills up. */
    M_M_C_K("M/M/c/K"),
    /** Clients that wait for their answers. */
    CLOSED("closed loop"),
    /** Nothing arrives, and a backlog goes. */
    DRAIN("drain");

    private final String notation;

    Model(String notation) {
      this.notation = notation;
    }

    /**
     * Kendall's notation.
     *
     * @return such as M/M/c
     */
    public String notation() {
      return notation;
    }
  }

  /**
   * What was checked.
   *
   * @return every assumption, with what was found
   */
  List<Assumption> assumptions();

  /**
   * The queue settles.
   *
   * @param model the model used
   * @param relativeError how far off the wait may be by the model itself: 0 where it is exact
   * @param utilisation from 0 to below 1
   * @param meanWaitSeconds mean wait time
   * @param meanResponseSeconds mean response time
   * @param p99ResponseSeconds 99th percentile of the response time; only where the model has it
   * @param meanBacklog mean number of events that wait
   * @param assumptions what it rests on
   */
  record Steady(
      Model model,
      double relativeError,
      double utilisation,
      double meanWaitSeconds,
      double meanResponseSeconds,
      OptionalDouble p99ResponseSeconds,
      double meanBacklog,
      List<Assumption> assumptions)
      implements Prediction {}

  /**
   * Clients that wait for their answers keep the workers busy: arrivals follow completions, and the
   * number of clients decides.
   *
   * @param clients as many as events were in the pipeline
   * @param throughputPerSecond completions per second, which more clients would not raise
   * @param meanResponseSeconds mean response time
   * @param assumptions what it rests on
   */
  record Closed(
      long clients,
      double throughputPerSecond,
      double meanResponseSeconds,
      List<Assumption> assumptions)
      implements Prediction {}

  /**
   * More arrives than the workers can do: there is no mean.
   *
   * @param utilisation 1 or more
   * @param ringFullSeconds time until the ring is full
   * @param rejectedShare share of the arrivals that is rejected from then on, by M/M/c/K
   * @param throughputPerSecond completions per second from then on
   * @param assumptions what it rests on
   */
  record Overloaded(
      double utilisation,
      double ringFullSeconds,
      double rejectedShare,
      double throughputPerSecond,
      List<Assumption> assumptions)
      implements Prediction {}

  /**
   * Nothing arrives any more, and the backlog drains.
   *
   * @param emptySeconds time until the last event has ended, if nothing more arrives
   * @param remainingEventSeconds time that the events will still spend in the pipeline, summed over
   *     them: with the ages they have, their response times
   * @param assumptions what it rests on
   */
  record Draining(double emptySeconds, double remainingEventSeconds, List<Assumption> assumptions)
      implements Prediction {}

  /**
   * No model applies.
   *
   * @param reason why, in a sentence
   * @param assumptions what was checked
   */
  record None(String reason, List<Assumption> assumptions) implements Prediction {}
}
