package weir.desktop.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.core.figures.Source;

/**
 * A source in few figures: what a row of a list has room for.
 *
 * @param source what it is
 * @param group which group of processes it is one of; empty if of none
 * @param backlog events that waited, at the end of each step of {@link #STEP_SECONDS}, {@link
 *     #STEPS} of them, the oldest first; NaN where it is not known
 * @param p99Micros the 99th percentile of the response time (or the wait, or the service, where it
 *     has no other clock) in the same steps, in microseconds; NaN where no event ended
 * @param backlogNow events that wait now; empty while it is not known
 * @param latelyMicros the same percentile over the last {@link #LATELY_SECONDS}; empty where no
 *     event ended
 * @param latelyCount of how many events
 */
public record SourceReading(
    Source source,
    Optional<String> group,
    List<Double> backlog,
    List<Double> p99Micros,
    OptionalLong backlogNow,
    OptionalLong latelyMicros,
    long latelyCount) {

  /** How long a step is, in seconds. */
  public static final int STEP_SECONDS = 2;

  /** How many steps are kept. */
  public static final int STEPS = 60;

  /** Of how long the figure beside the line is, in seconds. */
  public static final int LATELY_SECONDS = 10;

  /** Keeps the lines from changing. */
  public SourceReading {
    backlog = List.copyOf(backlog);
    p99Micros = List.copyOf(p99Micros);
  }
}
