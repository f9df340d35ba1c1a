package weir.agent;

import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import weir.core.watch.PoolKind;
import weir.core.watch.PoolSize;

/** Tomcat's own pools, which are a copy of the JDK's. */
final class TomcatPoolKind implements PoolKind<Object> {

  /** Takes no task while its pool can grow. */
  private static final ForeignClass GROWING_QUEUE =
      new ForeignClass("org.apache.tomcat.util.threads.TaskQueue", Map.of());

  private static final MethodType NUMBER = MethodType.methodType(int.class);
  private static final MethodType FLAG = MethodType.methodType(boolean.class);
  private static final MethodType SETTER = MethodType.methodType(void.class, int.class);

  private final ForeignClass pools =
      new ForeignClass(
          HookedPool.TOMCAT.className,
          Map.of(
              "getCorePoolSize", NUMBER,
              "getMaximumPoolSize", NUMBER,
              "getPoolSize", NUMBER,
              "setCorePoolSize", SETTER,
              "setMaximumPoolSize", SETTER,
              "getQueue", MethodType.methodType(BlockingQueue.class),
              "isShutdown", FLAG,
              "isTerminated", FLAG));

  TomcatPoolKind() {}

  boolean has(Object pool) {
    return pools.isOf(pool);
  }

  @Override
  public String type(Object pool) {
    return "Tomcat ThreadPoolExecutor";
  }

  @Override
  public Optional<PoolSize> size(Object pool) {
    OptionalInt core = pools.number(pool, "getCorePoolSize");
    OptionalInt most = pools.number(pool, "getMaximumPoolSize");
    return core.isPresent() && most.isPresent()
        ? Optional.of(new PoolSize(core.getAsInt(), most.getAsInt()))
        : Optional.empty();
  }

  @Override
  public void setCore(Object pool, int threads) {
    pools.set(pool, "setCorePoolSize", threads);
  }

  @Override
  public void setMost(Object pool, int threads) {
    pools.set(pool, "setMaximumPoolSize", threads);
  }

  @Override
  public OptionalInt threads(Object pool) {
    return pools.number(pool, "getPoolSize");
  }

  @Override
  @SuppressWarnings("unchecked") // so it is declared
  public Optional<BlockingQueue<Runnable>> queue(Object pool) {
    return Optional.ofNullable((BlockingQueue<Runnable>) pools.object(pool, "getQueue"));
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
