package weir.core.figures;

import java.util.Optional;

/**
 * Events that were accepted at about the same time, within a second. What a cohort tells does not
 * depend on which events happened to end lately, as the mean of the events that have ended does.
 *
 * @param number 0 for the first cohort of a server's life, then rising
 * @param arrivalUptimeMicros mean intended arrival of its events, on the axis of {@link
 *     Snapshot#uptimeNanos()}
 * @param arrived events of the cohort
 * @param latencies latencies of those that have ended: response times, and the other clocks that
 *     the source has
 * @param meanAtLeastMicros mean response time of all of them, where each that has not ended counts
 *     with its present age: a lower bound, exact once all have ended
 */
public record Cohort(
    long number,
    double arrivalUptimeMicros,
    long arrived,
    Latencies<Optional<LatencySummary>> latencies,
    double meanAtLeastMicros) {

  /** A snapshot shows at most so many, the latest. */
  public static final int MOST = 128;

  /**
   * Checks that there are response times.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Cohort {
    if (latencies.responseTime().isEmpty()) {
      throw new IllegalArgumentException(
          "a cohort without response times can't tell who has ended");
    }
  }

  /**
   * Events that have ended.
   *
   * @return at most {@link #arrived()}
   */
  public long ended() {
    return latencies.responseTime().orElseThrow().count();
  }
}
