package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a user supplies may take for ever: nobody who resizes, counts or closes waits for it.
 * (Before that was so, these tests ended by their time-out.)
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SlowSurroundingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What does not return for now. */
  enum Slow {
    HANDLER_FACTORY,
    EVENT_FACTORY,
    THREAD_FACTORY,
    HANDLER,
    LISTENER
  }

  /** A mutable event, of which the ring's are made at once. */
  private static final class Event {
    private int id;
  }

  private final Semaphore gate = new Semaphore(0);
  private final CountDownLatch stuck = new CountDownLatch(1);
  private volatile boolean armed;

  @AfterEach
  void openGate() {
    gate.release(1_000);
  }

  private void at(Slow here, Slow slow) {
    if (armed && here == slow) {
      stuck.countDown();
      gate.acquireUninterruptibly();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WORKERS, HANDLER_FACTORY",
    "WORKERS, EVENT_FACTORY",
    "WORKERS, THREAD_FACTORY",
    "WORKERS, HANDLER",
    "WORKERS, LISTENER",
    "TASK_PER_EVENT, HANDLER_FACTORY",
    "TASK_PER_EVENT, EVENT_FACTORY",
    "TASK_PER_EVENT, THREAD_FACTORY",
    "TASK_PER_EVENT, HANDLER",
    "TASK_PER_EVENT, LISTENER"
  })
  void shouldResizeCountAndCloseMeanwhile(PoolStorm.Mode mode, Slow slow)
      throws InterruptedException {
    AtomicInteger handled = new AtomicInteger();
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                () -> {
                  at(Slow.EVENT_FACTORY, slow);
                  return new Event();
                },
                (from, to) -> {
                  to.id = from.id;
                  return true;
                },
                place -> {
                  at(Slow.HANDLER_FACTORY, slow);
                  return event -> {
                    at(Slow.HANDLER, slow);
                    handled.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                  };
                })
            .ringSize(64)
            .maxWorkers(4)
            .threadFactory(
                task -> {
                  at(Slow.THREAD_FACTORY, slow);
                  return new Thread(task);
                })
            .failureListener((place, sequence, event, failure) -> at(Slow.LISTENER, slow));
    HandlerPool<Event> pool =
        mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
    armed = true;
    for (int event = 0; event < 20; event++) {
      assertThat(pool.ring().tryPublishEvent((slot, sequence) -> slot.id = 1)).isTrue();
    }
    pool.resizeTo(3);
    assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();

    pool.resizeTo(4);
    pool.resizeTo(2);
    assertThat(pool.requestedWorkers()).isEqualTo(2);
    assertThat(pool.effectiveWorkers()).isBetween(0, 4);
    assertThat(pool.counts().reserved()).isEqualTo(20);
    // Nothing but a thread still to be made can be left alone: it is not going to be started.
    boolean allLeft = pool.close(Duration.ofMillis(20));
    assertThat(allLeft && slow != Slow.THREAD_FACTORY).isFalse();
    int handledAtClose = handled.get();
    gate.release(1_000);
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(handled.get() - handledAtClose).as("events that were under way").isBetween(0, 4);
    assertThat(pool.effectiveWorkers()).isZero();
  }
}
