package weir.core.theory;

/**
 * Something that a model takes for granted, held against the measurement.
 *
 * @param kind what is assumed
 * @param verdict whether the measurement bears it out
 * @param finding the measured figure, in a few words
 */
public record Assumption(Kind kind, Verdict verdict, String finding) {

  /** What is assumed. */
  public enum Kind {
    /** There are enough events to say anything. */
    ENOUGH_EVENTS,
    /** The arrival rate and the number of workers stay the same. */
    STATIONARY,
    /** Arrivals come independently of each other. */
    POISSON_ARRIVALS,
    /** The service time has a variance. */
    FINITE_VARIANCE,
    /** The workers keep up with the arrivals. */
    STABLE,
    /** Nothing arrives any more. */
    NO_ARRIVALS,
    /** A fixed number of clients, each of which waits for its answer before it sends again. */
    CLOSED_LOOP,
    /** The queue has settled: it neither fills up nor drains. */
    SETTLED
  }

  /** How a check ended. */
  public enum Verdict {
    /** The measurement agrees. */
    HOLDS,
    /** It does not, but the model still gives a rough value. */
    DOUBTFUL,
    /** It contradicts: the model has nothing to say. */
    FAILS
  }
}
