package weir.core.telemetry;

import java.util.List;
import java.util.Optional;
import weir.core.figures.Cohort;
import weir.core.figures.DepthSample;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;

/** Latencies that a sampler reads. Called by one thread at a time. */
public interface SampledLatencies {

  /** Takes in what the workers have recorded since the last call. */
  void collect();

  /**
   * Summarises what was collected since the last reset.
   *
   * @return a summary for each clock; empty each that the source does not have
   */
  Latencies<Optional<LatencySummary>> sinceReset();

  /**
   * Adds up all that was ever collected, whatever was reset.
   *
   * @return a sum of no stated length, the caller's own; without a value for what is not kept
   */
  default IntervalSum sinceStart() {
    return new IntervalSum();
  }

  /**
   * Latencies above the recordable range, collected since the last reset.
   *
   * @return how many values were recorded as the end of the range
   */
  long overRange();

  /**
   * Says whether there is anything to measure for.
   *
   * @param busy false while the pipeline is empty
   */
  default void measureWhile(boolean busy) {}

  /**
   * Summarises the hiccups of the machine since the last reset.
   *
   * @return time that nothing on the machine could run; empty if nobody watches
   */
  default Optional<LatencySummary> hiccups() {
    return Optional.empty();
  }

  /**
   * The cohorts of arrivals, as they stand now.
   *
   * @return at most {@link Cohort#MOST}, the oldest first; empty if nobody tells them apart
   */
  default Optional<List<Cohort>> cohortFigures() {
    return Optional.empty();
  }

  /**
   * Single events, the latest ones.
   *
   * @return the oldest first, at most {@link DepthSample#MOST}; empty if they are the same as at
   *     the last call, or nobody tells them apart
   */
  default Optional<List<DepthSample.Point>> takeDepthNews() {
    return Optional.empty();
  }

  /**
   * Hands out what was collected since the last interval, and starts the next.
   *
   * @param intervalNanos length of the interval that ends now, in nanoseconds
   * @return the interval, the caller's until it takes the next
   */
  IntervalSum takeInterval(long intervalNanos);

  /** Starts the next interval; nobody listens to this one. */
  void discardInterval();

  /** Forgets what was collected so far, but not the interval under way. */
  void reset();
}
