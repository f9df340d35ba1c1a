package weir.http.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import weir.core.figures.IntervalSum;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;
import weir.core.worker.StartFailure;

/**
 * Turns a pipeline's figures into Prometheus metrics. They are called as those of Weir's Micrometer
 * binder are in a Prometheus registry, with the same label. Counters and histograms run from the
 * start of the server and are never reset; durations are in seconds.
 */
final class PipelineMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private record Clock(String name, String help) {}

  private static final Latencies<Clock> CLOCKS =
      new Latencies<>(
          new Clock("weir_wait", "Accepted to claimed"),
          new Clock("weir_resource_wait", "Waiting for the resource"),
          new Clock("weir_hold", "Holding the resource"),
          new Clock("weir_service", "Start to finish"),
          new Clock("weir_response", "Intended arrival to finish"));

  private final Collection<MetricSnapshot> metrics = new ArrayList<>();
  private final Labels pool;

  private PipelineMetrics(String name) {
    pool = Labels.of("pool", name);
  }

  /**
   * Makes the metrics.
   *
   * @param pipeline what they are of
   * @param totals its ledger since the start
   * @param snapshot its figures of the same moment
   */
  static Collection<MetricSnapshot> of(Pipeline<?> pipeline, Ledger totals, Snapshot snapshot) {
    PipelineMetrics made = new PipelineMetrics(snapshot.source());
    made.addLedger(totals);
    made.addRejected(pipeline);
    snapshot
        .oldestWaitingNanos()
        .ifPresent(
            nanos ->
                made.gauge(
                    "weir_oldest_waiting_seconds",
                    "How long the oldest event of the backlog has waited; 0 if none waits.",
                    (double) nanos / NANOS_PER_SECOND));
    snapshot.workers().ifPresent(made::addWorkers);
    made.addPool(pipeline);
    snapshot.resource().ifPresent(made::addResource);
    snapshot.journal().ifPresent(made::addJournal);
    made.addLatencies(pipeline.latenciesSinceStart());
    made.counter(
        "weir_statistics_resets",
        "How often the statistics of panel and CLI were reset; these metrics never are.",
        snapshot.resets());
    made.addBuild();
    return made.metrics;
  }

  private void addLedger(Ledger totals) {
    counter("weir_accepted_events", "Events taken into the ring.", totals.accepted());
    counter("weir_completed_events", "Events whose handler returned.", totals.completed());
    totals
        .failed()
        .ifPresent(failed -> counter("weir_failed_events", "Events whose handler threw.", failed));
    gauge("weir_backlog_events", "Events accepted and not yet claimed.", totals.backlog());
    gauge("weir_in_flight_events", "Events claimed and not yet ended.", totals.inFlight());
  }

  private void addRejected(Pipeline<?> pipeline) {
    CounterSnapshot.Builder rejected =
        CounterSnapshot.builder()
            .name("weir_rejected_events")
            .help("Events offered and not taken, by why.");
    Arrays.stream(PublishOutcome.values())
        .filter(PublishOutcome::isRejection)
        .forEach(
            outcome ->
                rejected.dataPoint(
                    CounterDataPointSnapshot.builder()
                        .labels(pool.add("reason", outcome.name().toLowerCase(Locale.ROOT)))
                        .value((double) pipeline.rejected(outcome))
                        .build()));
    metrics.add(rejected.build());
  }

  private void addWorkers(WorkerCount workers) {
    gauge("weir_workers_requested_threads", "Target of the last resize.", workers.requested());
    gauge("weir_workers_effective_threads", "Workers alive.", workers.effective());
    workers.time().ifPresent(this::addTime);
  }

  private void addTime(WorkTime time) {
    counter(
        "weir_worker_busy_seconds",
        "Time that workers spent on events.",
        (double) time.busyNanos() / NANOS_PER_SECOND);
    counter(
        "weir_worker_seconds",
        "Time that there were workers: over any span, the busy time's part of it is the"
            + " utilisation.",
        (double) time.workerNanos() / NANOS_PER_SECOND);
  }

  private void addPool(Pipeline<?> pipeline) {
    gauge("weir_workers_busy_threads", "Workers at an event.", pipeline.busyWorkers());
    gauge("weir_ring_size_slots", "Slots of the ring.", pipeline.ringSize());
    gauge(
        "weir_start_failures_attempts",
        "Attempts to start a worker that have failed since the last that did not.",
        pipeline.startFailure().map(StartFailure::attempts).orElse(0L));
  }

  private void addResource(ResourceUse resource) {
    gauge("weir_resource_in_use", "Uses of the resource under way.", resource.inUse());
    gauge("weir_resource_waiting", "Callers in the resource's queue.", resource.waiting());
    gauge(
        "weir_resource_capacity",
        "Uses that the resource allows at a time; 0 for no limit.",
        resource.settings().capacity());
  }

  private void addJournal(JournalFigures journal) {
    counter(
        "weir_recovered_events",
        "Accepted events that an earlier run had taken in and not ended.",
        journal.recovered());
    counter(
        "weir_redelivered_events",
        "Events that were given to a worker once more.",
        journal.redelivered());
    counter("weir_dead_letter_events", "Failed events kept aside.", journal.deadLetters());
    gauge("weir_unsafe_events", "Events that may yet be lost with the machine.", journal.unsafe());
    gauge(
        "weir_journal_trouble",
        "1 if the journal can't do what it promises, else 0.",
        journal.trouble().isPresent() ? 1 : 0);
    journal
        .bytes()
        .ifPresent(bytes -> gauge("weir_journal_bytes", "What the journal takes on disk.", bytes));
    journal
        .maxBytes()
        .ifPresent(bytes -> gauge("weir_journal_limit_bytes", "What it may take.", bytes));
    journal
        .forceNanos()
        .ifPresent(
            nanos ->
                gauge(
                    "weir_journal_slowest_force_seconds",
                    "The slowest of the latest forces to disk.",
                    (double) nanos / NANOS_PER_SECOND));
  }

  private void addLatencies(IntervalSum sinceStart) {
    CLOCKS.forEach(
        sinceStart.latencies(),
        (clock, micros) -> histogram(clock.name, clock.help + ", of each event.", micros));
    histogram(
        "weir_hiccup",
        "Time that the machine took from everything that ran on it, while there were events.",
        sinceStart.hiccups());
  }

  private void addBuild() {
    String version = PipelineMetrics.class.getPackage().getImplementationVersion();
    metrics.add(
        InfoSnapshot.builder()
            .name("weir_build")
            .help("Which Weir this is.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(
                        Labels.of(
                            List.of("version", "java"),
                            List.of(
                                version == null ? "unknown" : version,
                                Runtime.version().toString())))
                    .build())
            .build());
  }

  private void counter(String name, String help, long value) {
    counter(name, help, (double) value);
  }

  private void counter(String name, String help, double value) {
    metrics.add(
        CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().labels(pool).value(value).build())
            .build());
  }

  private void gauge(String name, String help, long value) {
    gauge(name, help, (double) value);
  }

  private void gauge(String name, String help, double value) {
    metrics.add(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().labels(pool).value(value).build())
            .build());
  }

  private void histogram(String name, String help, Histogram micros) {
    metrics.add(
        HistogramSnapshot.builder()
            .name(name + "_seconds")
            .unit(Unit.SECONDS)
            .help(help)
            .dataPoint(LatencyBuckets.of(micros, pool))
            .build());
  }
}
