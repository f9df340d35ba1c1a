package weir.http.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Memory, garbage collection, threads and the process itself, under the names that Prometheus' own
 * library gives them, a second old at most. The JVM's management starts when they are first asked
 * for. Thread-safe.
 */
final class JvmFigures {

  /** Threads and files are counted, which takes milliseconds. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  @GuardedBy("this")
  private @Nullable PrometheusRegistry registry;

  @GuardedBy("this")
  private MetricSnapshots last = new MetricSnapshots();

  @GuardedBy("this")
  private long madeNanos;

  JvmFigures() {}

  synchronized Iterable<MetricSnapshot> now() {
    long nowNanos = System.nanoTime();
    PrometheusRegistry present = registry;
    if (present == null) {
      present = new PrometheusRegistry();
      JvmMetrics.builder().register(present);
      registry = present;
      madeNanos = nowNanos - LONGEST_NANOS;
    }
    if (nowNanos - madeNanos >= LONGEST_NANOS) {
      last = present.scrape();
      madeNanos = nowNanos;
    }
    return last;
  }
}
