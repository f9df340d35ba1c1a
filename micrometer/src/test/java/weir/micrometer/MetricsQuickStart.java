package weir.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import weir.core.worker.ElasticWorkerPool;

/** The example of core's README; QuickStartTest of core holds the two together. */
final class MetricsQuickStart {

  private MetricsQuickStart() {}

  static final class Order {
    long id;
  }

  static void run(MeterRegistry registry) throws InterruptedException {
    ElasticWorkerPool<Order> pool =
        ElasticWorkerPool.builder(
                Order::new,
                (slot, order) -> {
                  order.id = slot.id;
                  return true;
                },
                workerIndex -> (Order order) -> {})
            .name("orders")
            .buildWorkers();
    WeirMetrics.of(pool).bindTo(registry); // weir_backlog_events{pool="orders"} and so on
    pool.resizeTo(2);
    pool.tryPublish((order, sequence) -> order.id = sequence);
    pool.awaitDrained(Duration.ofSeconds(5));
    pool.close(Duration.ofSeconds(5));
  }
}
