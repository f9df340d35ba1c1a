package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of a pool by what the pool itself calls. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReentrantCallsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** From where the pool is called. */
  enum From {
    HANDLER,
    LISTENER,
    HANDLER_FACTORY,
    EVENT_FACTORY,
    THREAD_FACTORY,
    TRANSFER
  }

  /** A mutable event. */
  private static final class Event {
    private int id;
  }

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch called = new CountDownLatch(1);
  private final AtomicReference<@Nullable HandlerPool<Event>> made = new AtomicReference<>();
  private final AtomicBoolean armed = new AtomicBoolean();

  private HandlerPool<Event> newPool(
      PoolStorm.Mode mode, From from, Consumer<HandlerPool<Event>> call) {
    Consumer<From> at =
        here -> {
          HandlerPool<Event> pool = made.get();
          if (here == from && pool != null && armed.getAndSet(false)) {
            try {
              call.accept(pool);
            } catch (IllegalStateException e) {
              refusals.add(String.valueOf(e.getMessage()));
            } finally {
              called.countDown();
            }
          }
        };
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                () -> {
                  at.accept(From.EVENT_FACTORY);
                  return new Event();
                },
                (slot, target) -> {
                  at.accept(From.TRANSFER);
                  target.id = slot.id;
                  return true;
                },
                place -> {
                  at.accept(From.HANDLER_FACTORY);
                  // Two workers at one place would share what belongs to the place.
                  return event -> {
                    overlaps.addAndGet(inside.incrementAndGet() > 4 ? 1 : 0);
                    at.accept(From.HANDLER);
                    inside.decrementAndGet();
                    if (event.id % 3 == 0) {
                      throw new IllegalStateException("on purpose");
                    }
                  };
                })
            .ringSize(8)
            .maxWorkers(4)
            .threadFactory(
                task -> {
                  at.accept(From.THREAD_FACTORY);
                  return new Thread(task);
                })
            .failureListener((place, sequence, event, failure) -> at.accept(From.LISTENER));
    HandlerPool<Event> pool =
        mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
    made.set(pool);
    armed.set(true);
    return pool;
  }

  private static void publish(HandlerPool<Event> pool, int events) {
    for (int event = 0; event < events; event++) {
      int id = event;
      while (!pool.ring().tryPublishEvent((slot, sequence) -> slot.id = id)) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WORKERS, HANDLER",
    "WORKERS, LISTENER",
    "WORKERS, HANDLER_FACTORY",
    "WORKERS, EVENT_FACTORY",
    "WORKERS, THREAD_FACTORY",
    "WORKERS, TRANSFER",
    "TASK_PER_EVENT, HANDLER",
    "TASK_PER_EVENT, LISTENER",
    "TASK_PER_EVENT, HANDLER_FACTORY",
    "TASK_PER_EVENT, EVENT_FACTORY",
    "TASK_PER_EVENT, THREAD_FACTORY",
    "TASK_PER_EVENT, TRANSFER"
  })
  void shouldResizeAndCountFromWithin(PoolStorm.Mode mode, From from) throws InterruptedException {
    HandlerPool<Event> pool =
        newPool(
            mode,
            from,
            self -> {
              for (int target : new int[] {4, 0, 3, 1, 4, 2}) {
                self.resizeTo(target);
                self.effectiveWorkers();
                self.counts();
              }
            });
    pool.resizeTo(1);
    publish(pool, 100);
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.awaitDrained(PATIENCE)).as("%s", pool.counts()).isTrue();

    assertThat(refusals).isEmpty();
    assertThat(overlaps).hasValue(0);
    assertThat(pool.requestedWorkers()).isEqualTo(2);
    while (pool.effectiveWorkers() > 2) {
      Thread.onSpinWait();
    }
    assertThat(pool.counts()).isEqualTo(new PoolCounts(100, 100, 66, 34, 0));
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "WORKERS, HANDLER",
    "WORKERS, LISTENER",
    "WORKERS, HANDLER_FACTORY",
    "WORKERS, THREAD_FACTORY",
    "WORKERS, TRANSFER",
    "TASK_PER_EVENT, HANDLER",
    "TASK_PER_EVENT, LISTENER",
    "TASK_PER_EVENT, HANDLER_FACTORY",
    "TASK_PER_EVENT, THREAD_FACTORY",
    "TASK_PER_EVENT, TRANSFER"
  })
  void shouldCloseFromWithinWithoutWaitingForItself(PoolStorm.Mode mode, From from)
      throws InterruptedException {
    AtomicBoolean answer = new AtomicBoolean(true);
    HandlerPool<Event> pool =
        newPool(
            mode,
            from,
            self -> {
              self.close();
              try {
                answer.set(self.close(Duration.ofHours(1)));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    pool.resizeTo(1);
    publish(pool, 1);
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answer).as("not all have left: the caller is one of them").isFalse();
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(pool.effectiveWorkers()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "WORKERS, HANDLER",
    "WORKERS, LISTENER",
    "WORKERS, HANDLER_FACTORY",
    "WORKERS, THREAD_FACTORY",
    "TASK_PER_EVENT, HANDLER",
    "TASK_PER_EVENT, LISTENER",
    "TASK_PER_EVENT, HANDLER_FACTORY",
    "TASK_PER_EVENT, THREAD_FACTORY"
  })
  void shouldRefuseToWaitForItselfUntilItHasDrained(PoolStorm.Mode mode, From from)
      throws InterruptedException {
    HandlerPool<Event> pool =
        newPool(
            mode,
            from,
            self -> {
              try {
                self.awaitDrained(Duration.ofHours(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    pool.resizeTo(1);
    publish(pool, 8);
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(refusals)
        .containsExactly(
            "a handler, listener or factory can't wait until its own pool has drained: wait on"
                + " another thread");
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldRefuseToWaitForItselfToMakeRoom(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<Event> pool =
        newPool(
            mode,
            From.HANDLER,
            self -> {
              // The handler's own slot is free again, so there is room for a whole ring.
              while (self.tryPublish((event, sequence) -> event.id = 1) == PublishResult.ACCEPTED) {
                Thread.onSpinWait();
              }
              try {
                self.publish((event, sequence) -> event.id = 1, Duration.ofHours(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    pool.resizeTo(1);
    publish(pool, 1);
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(refusals)
        .containsExactly(
            "the ring is full, and a handler, listener or factory can't wait until its own pool"
                + " makes room: use tryPublish, or publish on another thread");
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts().completed() + pool.counts().failed()).isEqualTo(9);
    assertThat(pool.close(PATIENCE)).isTrue();
  }
}
