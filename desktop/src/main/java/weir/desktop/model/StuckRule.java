package weir.desktop.model;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import weir.core.figures.LatencySummary;
import weir.core.figures.WorkerFigures;

/**
 * When a worker counts as stuck: it has been at its event for more than ten times as long as nearly
 * all others took, and for more than a second.
 *
 * @param limitNanos an older event is stuck; empty where nobody knows how long events take
 * @param basis what that is ten times of, for people
 */
public record StuckRule(OptionalLong limitNanos, String basis) {

  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int FACTOR = 10;
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * The rule of a source.
   *
   * @param service service times since the last reset: their 99th percentile is what is usual, of
   *     fewer than 100 events the longest
   * @param setNanos mean service time that the resource is set to, in nanoseconds: events may well
   *     take as long although none has ended since it was set
   * @return without a limit where neither is known
   */
  public static StuckRule of(Optional<LatencySummary> service, OptionalLong setNanos) {
    LatencySummary seen = service.orElse(LatencySummary.EMPTY);
    boolean many = seen.count() >= LatencyPoint.SAMPLES_FOR_P99;
    long seenNanos = TimeUnit.MICROSECONDS.toNanos(many ? seen.p99Micros() : seen.maxMicros());
    long usual = Math.max(seenNanos, setNanos.orElse(0));
    if (usual == 0 && seen.count() == 0) {
      return new StuckRule(OptionalLong.empty(), "");
    }
    String basis =
        setNanos.orElse(0) > seenNanos
            ? "the service time that is set"
            : many ? "p99 of the service time" : "the longest service time so far";
    return new StuckRule(OptionalLong.of(Math.max(LEAST_NANOS, FACTOR * usual)), basis);
  }

  /**
   * Applies it.
   *
   * @param worker any
   * @return false for a worker at no event, and where there is no limit
   */
  public boolean isStuck(WorkerFigures worker) {
    return limitNanos.isPresent() && worker.eventNanos() > limitNanos.getAsLong();
  }

  /**
   * The rule, for people.
   *
   * @return a sentence
   */
  public String inWords() {
    if (limitNanos.isEmpty()) {
      return "Stuck: not known before the first event has ended.";
    }
    String limit = MeasuredTime.text(limitNanos.getAsLong() / NANOS_PER_MICRO);
    return "Stuck: at an event for more than "
        + limit
        + (limitNanos.getAsLong() == LEAST_NANOS ? "." : ", " + FACTOR + " times " + basis + ".");
  }
}
