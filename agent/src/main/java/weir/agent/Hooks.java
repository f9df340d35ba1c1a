package weir.agent;

import java.util.concurrent.ThreadPoolExecutor;

/** What the JDK's pools call, by way of the {@link Bridge}. On the program's threads. */
final class Hooks {

  private final KnownPools pools;

  Hooks(KnownPools pools) {
    this.pools = pools;
  }

  void offered(Object pool, Object task) {
    pools.of((ThreadPoolExecutor) pool).offered(task);
  }

  void rejected(Object pool, Object task) {
    pools.of((ThreadPoolExecutor) pool).rejected(task);
  }

  void started(Object pool, Object task) {
    pools.of((ThreadPoolExecutor) pool).started((Runnable) task);
  }

  void ended(Object pool, Object hasThrown) {
    pools.of((ThreadPoolExecutor) pool).ended((Boolean) hasThrown);
  }
}
