package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Publishers near the end of their stack, at many depths, while workers sleep: an event is
 * published and wakes a worker, or the publisher is told and nothing has happened.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StackEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEPTHS = 1_000;
  private static final int DIVES = 20;
  private static final int FRAMES = 1_000;

  /** A mutable event. */
  private static final class Event {
    private boolean full;
  }

  private final LongAdder handled = new LongAdder();
  private long accepted;
  private long overflows;

  private HandlerPool<Event> newPool(PoolStorm.Mode mode) {
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                Event::new,
                (slot, target) -> {
                  target.full = slot.full;
                  return true;
                },
                place -> event -> handled.increment())
            .ringSize(64)
            .maxWorkers(2);
    return mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
  }

  /** Dives to the end of the stack, and publishes once on the way back, so many frames above it. */
  @SuppressWarnings("InfiniteRecursion")
  private int dive(HandlerPool<Event> pool, int above) {
    int below;
    try {
      below = dive(pool, above) + 1;
    } catch (StackOverflowError e) {
      below = 0;
    }
    if (below == above) {
      publish(pool);
    }
    return below;
  }

  private void publish(HandlerPool<Event> pool) {
    try {
      if (pool.tryPublish((event, sequence) -> event.full = true) == PublishResult.ACCEPTED) {
        accepted++;
      }
    } catch (StackOverflowError e) {
      overflows++;
    }
  }

  /** As the other one, but publishes at each of the last frames. */
  @SuppressWarnings("InfiniteRecursion")
  private int diveAndPublish(Runnable[] publishers) {
    int below;
    try {
      below = diveAndPublish(publishers) + 1;
    } catch (StackOverflowError e) {
      below = 0;
    }
    if (below <= FRAMES) {
      publishers[below % publishers.length].run();
    }
    return below;
  }

  private static boolean isIdle(HandlerPool<Event> pool) {
    PoolCounts counts = pool.counts();
    return counts.backlog() == 0 && counts.inFlight() == 0;
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldPublishAndWakeOrDoNothing(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<Event> pool = newPool(mode);
    pool.resizeTo(2);
    // Classes that are first used where the stack ends can't be used any more.
    publish(pool);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    for (int round = 0; round < DEPTHS; round++) {
      int above = round * 37 % 500;
      Thread thread = new Thread(null, () -> dive(pool, above), "diver", 200_000L + 16L * round);
      thread.start();
      thread.join();
      long startNanos = System.nanoTime();
      while (!isIdle(pool) && System.nanoTime() - startNanos < PATIENCE.toNanos()) {
        LockSupport.parkNanos(20_000);
      }
      assertThat(isIdle(pool)).as("round %s: %s", round, pool.counts()).isTrue();
      // Time for the workers to fall asleep again.
      LockSupport.parkNanos(100_000);
    }
    assertThat(overflows).isBetween(1L, DEPTHS - 1L);
    assertThat(DEPTHS + 1 - overflows).isEqualTo(accepted);
    assertThat(handled.sum()).isEqualTo(pool.counts().reserved()).isEqualTo(accepted);
    assertThat(pool.counts().skipped()).isZero();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  /** Another publisher, from whose events the workers are falling asleep all the time. */
  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldDoSoWhileWorkersFallAsleep(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<Event> pool = newPool(mode);
    pool.resizeTo(2);
    publish(pool);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    // Three, or the compiler makes a publication a part of the dive.
    Runnable[] publishers = {() -> publish(pool), () -> publish(pool), () -> publish(pool)};
    AtomicBoolean over = new AtomicBoolean();
    LongAdder fed = new LongAdder();
    Thread feeder =
        new Thread(
            () -> {
              for (int i = 0; !over.get(); i++) {
                if (pool.tryPublish((event, sequence) -> event.full = true)
                    == PublishResult.ACCEPTED) {
                  fed.increment();
                }
                LockSupport.parkNanos(1_000L * (i % 50));
              }
            },
            "feeder");
    feeder.start();
    for (int round = 0; round < DIVES; round++) {
      Thread thread =
          new Thread(null, () -> diveAndPublish(publishers), "diver", 200_000L + 16L * round);
      thread.start();
      thread.join();
    }
    over.set(true);
    feeder.join();
    assertThat(pool.awaitDrained(PATIENCE)).as("%s", pool.counts()).isTrue();
    assertThat(handled.sum()).isEqualTo(pool.counts().reserved()).isEqualTo(accepted + fed.sum());
    assertThat(pool.close(PATIENCE)).isTrue();
  }
}
