package weir.examples;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.EventHook;
import weir.core.worker.WorkHandler;

/** A handler that fails at times: a hook sees how each event ended, a listener keeps the failed. */
public final class FailingHandler {

  private FailingHandler() {}

  /** What is in each slot of the ring, and in each worker's own copy of one. */
  private static final class Order {
    private long number;

    static boolean move(Order slot, Order target) {
      target.number = slot.number;
      return true;
    }
  }

  private static final class Warehouse implements WorkHandler<Order> {
    @Override
    public void onEvent(Order order) {
      if (order.number % 4 == 3) {
        throw new IllegalStateException("out of stock");
      }
    }
  }

  /** Is called around each event by its worker: the place for a trace, or a logger's context. */
  private static final class Told implements EventHook<Order> {
    @Override
    public void before(Order order, long sequence) {}

    @Override
    public void after(Order order, long sequence, @Nullable Throwable failure) {
      System.out.println(
          "order "
              + order.number
              + (failure == null ? " completed" : " failed: " + failure.getMessage()));
    }
  }

  /**
   * Runs the example.
   *
   * @param arguments none
   * @throws InterruptedException if it is interrupted while it waits for the pool
   */
  public static void main(String[] arguments) throws InterruptedException {
    Queue<Long> deadLetters = new ConcurrentLinkedQueue<>();
    ElasticWorkerPool<Order> pool =
        ElasticWorkerPool.builder(Order::new, Order::move, workerIndex -> new Warehouse())
            .maxWorkers(2)
            .hook(new Told())
            .failureListener((workerIndex, sequence, order, failure) -> deadLetters.add(sequence))
            .buildWorkers();
    pool.resizeTo(2);
    for (int i = 0; i < 8; i++) {
      pool.tryPublish((order, sequence) -> order.number = sequence);
    }
    pool.awaitDrained(Duration.ofSeconds(30));
    // A failed event is counted before its listener and the end of its hook; this waits for both.
    pool.close(Duration.ofSeconds(30));
    System.out.println(
        pool.counts().failed()
            + " failed, to be looked at: "
            + deadLetters.stream().sorted().toList());
  }
}
