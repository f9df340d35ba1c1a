package weir.http.server;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * Memory, garbage collection, threads and the process itself, under the names that Prometheus' own
 * library gives them. The JVM's management starts when they are first asked for. Thread-safe.
 */
final class JvmFigures {

  /** Set on first use, under this. */
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private boolean registered;

  JvmFigures() {}

  Iterable<MetricSnapshot> now() {
    MetricSnapshots all;
    synchronized (this) {
      if (!registered) {
        registered = true;
        JvmMetrics.builder().register(registry);
      }
      all = registry.scrape();
    }
    return all;
  }
}
