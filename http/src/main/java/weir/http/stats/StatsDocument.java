package weir.http.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.LoadFigures;
import weir.core.figures.ReplaySummary;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.settings.ResourceText;

/**
 * The figures of one snapshot under the names that they have in JSON. In each document {@code
 * accepted = completed + failed + backlog + inFlight}. What the source does not have is null here,
 * and left out of the JSON.
 *
 * @param source name of the source
 * @param accepted events taken in since the last reset
 * @param completed events whose handler returned; all that ended where {@code failed} is left out
 * @param failed events whose handler threw
 * @param rejected events offered and not taken
 * @param backlog events accepted and not yet claimed by a worker
 * @param inFlight events claimed and not yet ended
 * @param oldestWaitingMicros how long the oldest event of the backlog has waited; 0 if none waits
 * @param workers workers asked for and workers there are
 * @param resource use of the mock resource
 * @param latency latencies of the events that ended since the last reset
 * @param hiccupMicros time that the machine took from everything that ran on it
 * @param cohorts events by when they arrived, the oldest first
 * @param load the load that the server sends itself, or the last one
 * @param journal what keeps accepted events longer than the process lives
 */
public record StatsDocument(
    String source,
    long accepted,
    long completed,
    @JsonInclude(Include.NON_NULL) @Nullable Long failed,
    @JsonInclude(Include.NON_NULL) @Nullable Long rejected,
    long backlog,
    long inFlight,
    @JsonInclude(Include.NON_NULL) @Nullable Long oldestWaitingMicros,
    @JsonInclude(Include.NON_NULL) @Nullable Workers workers,
    @JsonInclude(Include.NON_NULL) @Nullable Resource resource,
    Latency latency,
    @JsonInclude(Include.NON_NULL) @Nullable Summary hiccupMicros,
    @JsonInclude(Include.NON_NULL) @Nullable List<ArrivalCohort> cohorts,
    @JsonInclude(Include.NON_NULL) @Nullable Load load,
    @JsonInclude(Include.NON_NULL) @Nullable Journal journal) {

  /**
   * Workers.
   *
   * @param requested target of the last resize
   * @param effective workers alive now
   * @param busyMicros time that workers have spent on events since the start, in all
   * @param workerMicros time that there were workers since the start, in all: utilisation over any
   *     span is the quotient of the two differences
   */
  public record Workers(
      int requested,
      int effective,
      @JsonInclude(Include.NON_NULL) @Nullable Long busyMicros,
      @JsonInclude(Include.NON_NULL) @Nullable Long workerMicros) {

    static Workers of(WorkerCount count) {
      return new Workers(
          count.requested(),
          count.effective(),
          count.time().map(time -> time.busyNanos() / 1_000).orElse(null),
          count.time().map(time -> time.workerNanos() / 1_000).orElse(null));
    }
  }

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
  @JsonInclude(Include.NON_NULL)
  public record Latency(
      @Nullable Summary waitMicros,
      @Nullable Summary resourceWaitMicros,
      @Nullable Summary holdMicros,
      @Nullable Summary serviceMicros,
      @Nullable Summary responseMicros) {

    static Latency of(Latencies<Optional<LatencySummary>> seen) {
      return new Latency(
          summary(seen.waitTime()),
          summary(seen.resourceWait()),
          summary(seen.holdTime()),
          summary(seen.serviceTime()),
          summary(seen.responseTime()));
    }

    private static @Nullable Summary summary(Optional<LatencySummary> seen) {
      return seen.map(Summary::of).orElse(null);
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
   * What keeps accepted events. Counts are since the start, whatever was reset.
   *
   * @param kind what sort of journal it is
   * @param group what the processes that share it are called
   * @param recovered accepted events that an earlier run had taken in and not ended
   * @param redelivered events that were given to a worker once more
   * @param deadLetters failed events that were kept aside
   * @param unsafe events that may yet be lost with the machine
   * @param settled whether the ledger is of one moment
   * @param bytes what it takes on disk
   * @param maxBytes what it may take
   * @param slowestForceMicros the slowest of the latest forces to disk
   * @param trouble what is wrong with it, and what to do
   */
  @JsonInclude(Include.NON_NULL)
  public record Journal(
      String kind,
      @Nullable String group,
      long recovered,
      long redelivered,
      long deadLetters,
      long unsafe,
      boolean settled,
      @Nullable Long bytes,
      @Nullable Long maxBytes,
      @Nullable Long slowestForceMicros,
      @Nullable String trouble) {

    static Journal of(JournalFigures journal) {
      return new Journal(
          journal.kind(),
          journal.group().orElse(null),
          journal.recovered(),
          journal.redelivered(),
          journal.deadLetters(),
          journal.unsafe(),
          journal.settled(),
          number(journal.bytes()),
          number(journal.maxBytes()),
          micros(journal.forceNanos()),
          journal.trouble().orElse(null));
    }

    private static @Nullable Long number(OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
  }

  /**
   * A load that the server sends itself.
   *
   * @param state starting, sending, stopping, ended or failed
   * @param what what is sent
   * @param note how it ended, if there is anything to say
   * @param elapsedMicros since its start
   * @param sent requests sent
   * @param answered with 2xx
   * @param rejected with 503
   * @param failed with another status, or not answered
   * @param unsent never sent, as no connection was free in time
   * @param late sent over a millisecond late although a connection was free
   * @param latenessP99Micros how late the generator itself was, 99th percentile
   * @param latenessMaxMicros the same at most
   * @param spoiled whether it was late so often that what was measured is not to be trusted
   */
  public record Load(
      String state,
      String what,
      String note,
      long elapsedMicros,
      long sent,
      long answered,
      long rejected,
      long failed,
      long unsent,
      long late,
      long latenessP99Micros,
      long latenessMaxMicros,
      boolean spoiled) {

    static Load of(LoadFigures load) {
      return new Load(
          load.state().name().toLowerCase(Locale.ROOT),
          load.what(),
          load.note(),
          load.elapsedNanos() / 1_000,
          load.sent(),
          load.answered(),
          load.rejected(),
          load.failed(),
          load.unsent(),
          load.late(),
          load.latenessP99Micros(),
          load.latenessMaxMicros(),
          load.isSpoiled());
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
        snapshot.source(),
        ledger.accepted(),
        ledger.completed(),
        boxed(ledger.failed()),
        boxed(ledger.rejected()),
        ledger.backlog(),
        ledger.inFlight(),
        micros(snapshot.oldestWaitingNanos()),
        snapshot.workers().map(Workers::of).orElse(null),
        snapshot.resource().map(Resource::of).orElse(null),
        Latency.of(snapshot.sinceReset()),
        snapshot.hiccups().map(Summary::of).orElse(null),
        snapshot
            .cohorts()
            .map(cohorts -> cohorts.stream().map(ArrivalCohort::of).toList())
            .orElse(null),
        snapshot.load().map(Load::of).orElse(null),
        snapshot.journal().map(Journal::of).orElse(null));
  }

  private static @Nullable Long micros(OptionalLong nanos) {
    return nanos.isPresent() ? nanos.getAsLong() / 1_000 : null;
  }

  private static @Nullable Long boxed(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }
}
