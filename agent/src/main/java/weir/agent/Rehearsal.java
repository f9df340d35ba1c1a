package weir.agent;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import weir.core.watch.Tap;
import weir.core.watch.Watcher;

/**
 * Does once what the hooks will do, before they are in: so that the agent's classes are loaded on
 * its own thread, and not on one of the program's that holds who knows which locks.
 */
final class Rehearsal {

  private Rehearsal() {}

  static void run(Hooks hooks) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    Runnable task = () -> {};
    try (Watcher watcher = new Watcher()) {
      KnownPools pools = new KnownPools();
      KnownPool known = Objects.requireNonNull(pools.of(pool));
      ArrivalTable arrivals = new ArrivalTable();
      Tap tap =
          watcher.tap(
              "rehearsal",
              "rehearsal",
              pool,
              known.kind(),
              Optional.of("it is a rehearsal"),
              arrivals::find);
      known.show(new KnownPool.Shown(tap, arrivals));
      known.sampleOneIn(1);
      Hooks own = new Hooks(pools);
      callAll(own, pool, task);
      tap.watched().snapshot();
      callAll(hooks, pool, task);
      callAll(hooks, task, task);
    }
    pool.shutdown();
  }

  private static void callAll(Hooks hooks, Object pool, Runnable task) {
    hooks.offered(pool, task);
    hooks.started(pool, task);
    hooks.ended(pool, false);
    hooks.rejected(pool, task);
  }
}
