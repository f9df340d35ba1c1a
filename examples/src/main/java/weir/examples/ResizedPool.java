package weir.examples;

import java.time.Duration;
import weir.core.worker.ElasticWorkerPool;

/** A pool gets more workers while it has a backlog. */
public final class ResizedPool {

  private ResizedPool() {}

  /** What is in each slot of the ring, and in each worker's own copy of one. */
  private static final class Order {
    private long number;

    static boolean move(Order slot, Order target) {
      target.number = slot.number;
      return true;
    }
  }

  /**
   * Runs the example.
   *
   * @param arguments none
   * @throws InterruptedException if it is interrupted while it waits for the pool
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (ElasticWorkerPool<Order> pool =
        ElasticWorkerPool.builder(
                Order::new,
                Order::move,
                workerIndex -> (Order order) -> Thread.sleep(10 + order.number % 10))
            .ringSize(1024)
            .maxWorkers(8)
            .name("orders")
            .buildWorkers()) {
      pool.resizeTo(1);
      for (int i = 0; i < 200; i++) {
        pool.tryPublish((order, sequence) -> order.number = sequence); // ACCEPTED, or why not
      }
      System.out.println("1 worker, and a backlog of " + pool.counts().backlog());

      pool.resizeTo(8); // at any time, from any thread; it does not wait
      boolean drained = pool.awaitDrained(Duration.ofSeconds(30));
      System.out.println(
          pool.requestedWorkers() + " workers, drained: " + drained + ", " + pool.counts());
    }
  }
}
