package weir.agent;

import java.util.Map;
import java.util.concurrent.SynchronousQueue;

/** Tomcat's own pools, which are a copy of the JDK's. */
final class TomcatPoolKind extends ServerPoolKind {

  /** Takes no task while its pool can grow. */
  private static final ForeignClass GROWING_QUEUE =
      new ForeignClass("org.apache.tomcat.util.threads.TaskQueue", Map.of());

  TomcatPoolKind() {
    super(
        HookedPool.TOMCAT,
        "CorePoolSize",
        "MaximumPoolSize",
        "getPoolSize",
        Map.of("isShutdown", FLAG, "isTerminated", FLAG));
  }

  @Override
  public String type(Object pool) {
    return "Tomcat ThreadPoolExecutor";
  }

  @Override
  public boolean startsThreadsFirst(Object pool) {
    return queue(pool)
        .filter(queue -> queue instanceof SynchronousQueue || GROWING_QUEUE.isOf(queue))
        .isPresent();
  }

  @Override
  public boolean isShutdown(Object pool) {
    return pools.is(pool, "isShutdown");
  }

  @Override
  public boolean isTerminated(Object pool) {
    return pools.is(pool, "isTerminated");
  }
}
