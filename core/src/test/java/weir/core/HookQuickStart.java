package weir.core;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.EventHook;
import weir.core.worker.WorkHandler;

/** The hook of this module's README; QuickStartTest holds the two together. */
final class HookQuickStart {

  private HookQuickStart() {}

  static final class OrderContext implements EventHook<PoolQuickStart.Order> {
    @Override
    public void before(PoolQuickStart.Order order, long sequence) {
      MDC.put("order", Long.toString(order.id));
    }

    @Override
    public void after(PoolQuickStart.Order order, long sequence, @Nullable Throwable failure) {
      MDC.remove("order");
    }
  }

  static ElasticWorkerPool<PoolQuickStart.Order> newPool(
      WorkHandler<PoolQuickStart.Order> handler) {
    return ElasticWorkerPool.builder(
            PoolQuickStart.Order::new, PoolQuickStart.Order::move, workerIndex -> handler)
        .name("orders")
        .hook(new OrderContext())
        .buildWorkers();
  }
}
