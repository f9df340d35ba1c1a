package weir.core;

import java.time.Duration;
import weir.core.worker.ElasticWorkerPool;

/** The example of this module's README; QuickStartTest holds the two together. */
final class PoolQuickStart {

  private PoolQuickStart() {}

  static final class Order {
    long id;

    static boolean move(Order slot, Order target) {
      target.id = slot.id; // copy what the handler needs, and clear references in the slot
      return true;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    ElasticWorkerPool<Order> pool =
        ElasticWorkerPool.builder(
                Order::new,
                Order::move,
                workerIndex -> (Order order) -> System.out.println("order " + order.id))
            .ringSize(1024)
            .maxWorkers(8)
            .buildWorkers();
    pool.resizeTo(3);
    pool.tryPublish((order, sequence) -> order.id = sequence);
    pool.resizeTo(1); // at any time, from any thread, down to 0
    System.out.println(pool.awaitDrained(Duration.ofSeconds(5)) + " " + pool.counts());
    pool.close(Duration.ofSeconds(5));
  }
}
