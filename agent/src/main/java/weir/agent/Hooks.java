package weir.agent;

/** What hooked pools call, by way of the {@link Bridge}. On the program's threads. */
final class Hooks {

  private final KnownPools pools;

  Hooks(KnownPools pools) {
    this.pools = pools;
  }

  void offered(Object pool, Object task) {
    KnownPool known = pools.of(pool);
    if (known != null) {
      known.offered(task);
    }
  }

  void rejected(Object pool, Object task) {
    KnownPool known = pools.of(pool);
    if (known != null) {
      known.rejected(task);
    }
  }

  void started(Object pool, Object task) {
    KnownPool known = pools.of(pool);
    if (known != null) {
      known.started((Runnable) task);
    }
  }

  void ended(Object pool, Object hasThrown) {
    KnownPool known = pools.of(pool);
    if (known != null) {
      known.ended((Boolean) hasThrown);
    }
  }
}
