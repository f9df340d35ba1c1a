package weir.http.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;

/**
 * Turns the pipeline's figures into Prometheus metrics, one consistent sample per scrape. Counters
 * run from the start of the server and are never reset; durations are in seconds.
 */
final class Metrics {

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Clock(String name, String help) {}

  private static final Latencies<Clock> HELP =
      new Latencies<>(
          new Clock("weir_wait_time", "Accepted to claimed"),
          new Clock("weir_resource_wait_time", "Waiting for the resource"),
          new Clock("weir_hold_time", "Holding the resource"),
          new Clock("weir_service_time", "Start to finish"),
          new Clock("weir_response_time", "Intended arrival to finish"));

  private static final Clock HICCUPS = new Clock("weir_hiccup_time", "Taken by the machine itself");

  private Metrics() {}

  static MetricSnapshots of(Ledger totals, Snapshot snapshot) {
    Collection<MetricSnapshot> metrics = new ArrayList<>();
    metrics.add(counter("weir_events_accepted", "Events taken into the ring.", totals.accepted()));
    metrics.add(
        counter("weir_events_completed", "Events whose handler returned.", totals.completed()));
    totals
        .failed()
        .ifPresent(
            failed ->
                metrics.add(counter("weir_events_failed", "Events whose handler threw.", failed)));
    totals
        .rejected()
        .ifPresent(
            rejected ->
                metrics.add(
                    counter("weir_events_rejected", "Events offered and not taken.", rejected)));
    metrics.add(
        gauge("weir_backlog_events", "Events accepted and not yet claimed.", totals.backlog()));
    metrics.add(
        gauge("weir_in_flight_events", "Events claimed and not yet ended.", totals.inFlight()));
    snapshot
        .oldestWaitingNanos()
        .ifPresent(
            oldest ->
                metrics.add(
                    gauge(
                        "weir_oldest_waiting_seconds",
                        "How long the oldest event of the backlog has waited; 0 if none waits.",
                        oldest / NANOS_PER_SECOND)));
    snapshot.workers().ifPresent(workers -> metrics.addAll(of(workers)));
    snapshot.workers().flatMap(WorkerCount::time).ifPresent(time -> metrics.addAll(of(time)));
    snapshot.resource().ifPresent(resource -> metrics.addAll(of(resource)));
    HELP.forEach(
        snapshot.sinceReset(),
        (help, summary) -> summary.ifPresent(seen -> metrics.add(latency(help, seen))));
    snapshot.hiccups().ifPresent(seen -> metrics.add(latency(HICCUPS, seen)));
    // In the order of their names, whatever was left out.
    return new MetricSnapshots(metrics);
  }

  private static List<MetricSnapshot> of(WorkerCount workers) {
    return List.of(
        gauge("weir_workers_requested", "Target of the last resize.", workers.requested()),
        gauge("weir_workers_effective", "Workers alive.", workers.effective()));
  }

  private static List<MetricSnapshot> of(WorkTime time) {
    return List.of(
        counter(
            "weir_worker_busy_seconds",
            "Time that workers spent on events.",
            time.busyNanos() / NANOS_PER_SECOND),
        counter(
            "weir_worker_seconds",
            "Time that there were workers: over any span, the busy time's part of it is the"
                + " utilisation.",
            time.workerNanos() / NANOS_PER_SECOND));
  }

  private static List<MetricSnapshot> of(ResourceUse resource) {
    return List.of(
        gauge("weir_resource_in_use", "Callers inside the resource.", resource.inUse()),
        gauge("weir_resource_waiting", "Callers in its queue.", resource.waiting()));
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return counter(name, help, (double) value);
  }

  private static CounterSnapshot counter(String name, String help, double value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static GaugeSnapshot gauge(String name, String help, long value) {
    return gauge(name, help, (double) value);
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static SummarySnapshot latency(Clock clock, LatencySummary summary) {
    return SummarySnapshot.builder()
        .name(clock.name + "_seconds")
        .unit(Unit.SECONDS)
        .help(clock.help + ", of the events that ended since the last reset of the statistics.")
        .dataPoint(
            SummarySnapshot.SummaryDataPointSnapshot.builder()
                .count(summary.count())
                .sum(summary.meanMicros() * summary.count() / MICROS_PER_SECOND)
                .quantiles(
                    Quantiles.builder()
                        .quantile(0.5, summary.p50Micros() / MICROS_PER_SECOND)
                        .quantile(0.9, summary.p90Micros() / MICROS_PER_SECOND)
                        .quantile(0.99, summary.p99Micros() / MICROS_PER_SECOND)
                        .quantile(0.999, summary.p999Micros() / MICROS_PER_SECOND)
                        .quantile(1.0, summary.maxMicros() / MICROS_PER_SECOND)
                        .build())
                .build())
        .build();
  }
}
