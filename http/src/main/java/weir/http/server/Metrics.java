package weir.http.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;

/**
 * Turns the pipeline's figures into Prometheus metrics, one consistent sample per scrape. Counters
 * run from the start of the server and are never reset; durations are in seconds.
 */
final class Metrics {

  private static final double MICROS_PER_SECOND = 1e6;

  private Metrics() {}

  static MetricSnapshots of(Ledger totals, Snapshot snapshot) {
    return MetricSnapshots.of(
        counter("weir_events_accepted", "Events taken into the ring.", totals.accepted()),
        counter("weir_events_completed", "Events whose handler returned.", totals.completed()),
        counter("weir_events_failed", "Events whose handler threw.", totals.failed()),
        counter("weir_events_rejected", "Events offered and not taken.", totals.rejected()),
        gauge("weir_backlog_events", "Events accepted and not yet claimed.", totals.backlog()),
        gauge("weir_in_flight_events", "Events claimed and not yet ended.", totals.inFlight()),
        gauge("weir_workers_requested", "Target of the last resize.", workersRequested(snapshot)),
        gauge("weir_workers_effective", "Workers alive.", snapshot.workers().effective()),
        gauge("weir_resource_in_use", "Callers inside the resource.", snapshot.resource().inUse()),
        gauge("weir_resource_waiting", "Callers in its queue.", snapshot.resource().waiting()),
        latency("weir_wait_time", "Accepted to claimed", snapshot.sinceReset().waitTime()),
        latency(
            "weir_resource_wait_time",
            "Waiting for the resource",
            snapshot.sinceReset().resourceWait()),
        latency("weir_hold_time", "Holding the resource", snapshot.sinceReset().holdTime()),
        latency("weir_hiccup_time", "Taken by the machine itself", snapshot.hiccups()),
        latency("weir_service_time", "Start to finish", snapshot.sinceReset().serviceTime()),
        latency(
            "weir_response_time",
            "Intended arrival to finish",
            snapshot.sinceReset().responseTime()));
  }

  private static int workersRequested(Snapshot snapshot) {
    return snapshot.workers().requested();
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static GaugeSnapshot gauge(String name, String help, long value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static SummarySnapshot latency(String name, String help, LatencySummary summary) {
    return SummarySnapshot.builder()
        .name(name + "_seconds")
        .unit(Unit.SECONDS)
        .help(help + ", of the events that ended since the last reset of the statistics.")
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
