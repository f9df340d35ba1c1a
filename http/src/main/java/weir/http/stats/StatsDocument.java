package weir.http.stats;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ReplaySummary;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.settings.ResourceText;

/**
 * The figures of one snapshot under the names that they have in JSON. In each document {@code
 * accepted = completed + failed + backlog + inFlight}.
 *
 * @param accepted events taken into the ring since the last reset
 * @param completed events whose handler returned
 * @param failed events whose handler threw
 * @param rejected events offered and not taken
 * @param backlog events accepted and not yet claimed by a worker
 * @param inFlight events claimed and not yet ended
 * @param workers workers asked for and workers there are
 * @param resource use of the mock resource
 * @param latency latencies of the events that ended since the last reset
 * @param hiccupMicros time that the machine took from everything that ran on it
 * @param cohorts events by when they arrived, the oldest first
 */
public record StatsDocument(
    long accepted,
    long completed,
    long failed,
    long rejected,
    long backlog,
    long inFlight,
    Workers workers,
    Resource resource,
    Latency latency,
    Summary hiccupMicros,
    List<ArrivalCohort> cohorts) {

  /**
   * Workers.
   *
   * @param requested target of the last resize
   * @param effective workers alive now
   */
  public record Workers(int requested, int effective) {}

  /**
   * The mock resource.
   *
   * @param inUse uses under way now
   * @param waiting callers that queue for it now
   * @param frozen whether it pauses right now
   * @param settings its settings, each as its flag is written
   * @param replay what is replayed instead of the service time that is set; null if nothing is
   */
  public record Resource(
      int inUse,
      int waiting,
      boolean frozen,
      Map<String, String> settings,
      @Nullable ReplaySummary replay) {

    static Resource of(ResourceUse use) {
      return new Resource(
          use.inUse(),
          use.waiting(),
          use.frozen(),
          ResourceText.write(use.settings()),
          use.replay().orElse(null));
    }
  }

  /**
   * The latencies of an event.
   *
   * @param waitMicros accepted → started by a worker
   * @param resourceWaitMicros waiting for the resource
   * @param holdMicros holding the resource
   * @param serviceMicros start → finish of the handler
   * @param responseMicros intended arrival (where the client told it, else accepted) → finish
   */
  public record Latency(
      Summary waitMicros,
      Summary resourceWaitMicros,
      Summary holdMicros,
      Summary serviceMicros,
      Summary responseMicros) {

    static Latency of(Latencies<LatencySummary> seen) {
      Latencies<Summary> summaries = seen.map(Summary::of);
      return new Latency(
          summaries.waitTime(),
          summaries.resourceWait(),
          summaries.holdTime(),
          summaries.serviceTime(),
          summaries.responseTime());
    }
  }

  /**
   * One distribution; all but {@code count} in microseconds.
   *
   * @param count values recorded
   * @param mean arithmetic mean, to a tenth
   * @param p50 median
   * @param p90 90th percentile
   * @param p99 99th percentile
   * @param p999 99.9th percentile
   * @param max largest value
   */
  public record Summary(
      long count, double mean, long p50, long p90, long p99, long p999, long max) {

    static Summary of(LatencySummary summary) {
      return new Summary(
          summary.count(),
          tenths(summary.meanMicros()),
          summary.p50Micros(),
          summary.p90Micros(),
          summary.p99Micros(),
          summary.p999Micros(),
          summary.maxMicros());
    }
  }

  /**
   * Events that arrived within a second.
   *
   * @param number 0 for the first cohort of a server's life, then rising
   * @param arrivalUptimeMicros mean intended arrival, since the start of the server
   * @param arrived events of the cohort
   * @param ended those that have completed or failed
   * @param meanAtLeastMicros mean response time of all of them, where each that has not ended
   *     counts with its present age
   * @param latency latencies of those that have ended
   */
  public record ArrivalCohort(
      long number,
      long arrivalUptimeMicros,
      long arrived,
      long ended,
      double meanAtLeastMicros,
      Latency latency) {

    static ArrivalCohort of(Cohort cohort) {
      return new ArrivalCohort(
          cohort.number(),
          Math.round(cohort.arrivalUptimeMicros()),
          cohort.arrived(),
          cohort.ended(),
          tenths(cohort.meanAtLeastMicros()),
          Latency.of(cohort.latencies()));
    }
  }

  private static double tenths(double micros) {
    return Math.round(micros * 10) / 10.0;
  }

  /**
   * Takes the figures of a snapshot.
   *
   * @param snapshot what the pipeline, or the local socket, delivered
   * @return the document
   */
  public static StatsDocument of(Snapshot snapshot) {
    Ledger ledger = snapshot.ledger();
    return new StatsDocument(
        ledger.accepted(),
        ledger.completed(),
        ledger.failed(),
        ledger.rejected(),
        ledger.backlog(),
        ledger.inFlight(),
        new Workers(snapshot.workers().requested(), snapshot.workers().effective()),
        Resource.of(snapshot.resource()),
        Latency.of(snapshot.sinceReset()),
        Summary.of(snapshot.hiccups()),
        snapshot.cohorts().stream().map(ArrivalCohort::of).toList());
  }
}
