package weir.http.stats;

import weir.core.link.LatencySummary;
import weir.core.link.Ledger;
import weir.core.link.Snapshot;

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
    Latency latency) {

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
   * @param inUse callers inside it now
   */
  public record Resource(int inUse) {}

  /**
   * The three latencies of an event.
   *
   * @param waitMicros accepted → claimed
   * @param serviceMicros start → finish of the handler
   * @param responseMicros accepted → finish
   */
  public record Latency(Summary waitMicros, Summary serviceMicros, Summary responseMicros) {}

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
          Math.round(summary.meanMicros() * 10) / 10.0,
          summary.p50Micros(),
          summary.p90Micros(),
          summary.p99Micros(),
          summary.p999Micros(),
          summary.maxMicros());
    }
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
        new Resource(snapshot.resource().inUse()),
        new Latency(
            Summary.of(snapshot.sinceReset().waitTime()),
            Summary.of(snapshot.sinceReset().serviceTime()),
            Summary.of(snapshot.sinceReset().responseTime())));
  }
}
