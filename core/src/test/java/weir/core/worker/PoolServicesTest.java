package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pool does for its user besides handling events. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PoolServicesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A mutable event. */
  private static final class Event {
    private int id;

    static boolean move(Event slot, Event target) {
      target.id = slot.id;
      return true;
    }
  }

  private static <E> HandlerPool<E> build(PoolStorm.Mode mode, PoolBuilder<E> builder) {
    return mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
  }

  /** Knows who made it, who closed it, and whether it was used afterwards. */
  private static final class CloseableHandler implements WorkHandler<Event>, AutoCloseable {
    private final Thread maker = Thread.currentThread();
    private final AtomicInteger misuses = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private volatile @Nullable Thread closer;

    @Override
    public void onEvent(Event event) {
      misuses.addAndGet(closings.get());
    }

    @Override
    public void close() {
      closer = Thread.currentThread();
      closings.incrementAndGet();
      throw new IllegalStateException("can't be closed, on purpose");
    }
  }

  @Test
  void shouldCloseTheHandlerOfEachWorkerThatLeaves() throws InterruptedException {
    List<CloseableHandler> made = Collections.synchronizedList(new ArrayList<>());
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(Event::new, Event::move, place -> added(made)).maxWorkers(8);
    builder.lingerNanos = 0;
    HandlerPool<Event> pool = builder.buildWorkers();
    for (int cycle = 0; cycle < 50; cycle++) {
      pool.resizeTo(8);
      pool.tryPublish((event, sequence) -> event.id = 1);
      LockSupport.parkNanos(200_000);
      pool.resizeTo(cycle % 2);
    }
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(made).isNotEmpty();
    assertThat(made).allSatisfy(handler -> assertThat(handler.closings).hasValue(1));
    assertThat(made).allSatisfy(handler -> assertThat(handler.misuses).hasValue(0));
    assertThat(made).allSatisfy(handler -> assertThat(handler.closer).isSameAs(handler.maker));
  }

  private static CloseableHandler added(List<CloseableHandler> made) {
    CloseableHandler handler = new CloseableHandler();
    made.add(handler);
    return handler;
  }

  @Test
  void shouldCloseTheHandlersOfTasksWithThePool() throws InterruptedException {
    List<CloseableHandler> made = Collections.synchronizedList(new ArrayList<>());
    HandlerPool<Event> pool =
        new PoolBuilder<Event>(Event::new, Event::move, place -> added(made)).buildTaskPerEvent();
    pool.resizeTo(4);
    for (int event = 0; event < 100; event++) {
      pool.publish((slot, sequence) -> slot.id = 1, PATIENCE);
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts().completed()).isEqualTo(100);
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(made).hasSizeBetween(1, 4);
    assertThat(made).allSatisfy(handler -> assertThat(handler.closings).hasValue(1));
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldGiveTheEventToTheFailureListenerWhichMayPublishItAnew(PoolStorm.Mode mode)
      throws InterruptedException {
    List<String> deadLetters = Collections.synchronizedList(new ArrayList<>());
    List<HandlerPool<Event>> self = new ArrayList<>();
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                Event::new,
                (slot, target) -> {
                  if (slot.id == 100) {
                    throw new IllegalStateException("can't be moved, on purpose");
                  }
                  return Event.move(slot, target);
                },
                place ->
                    event -> {
                      if (event.id < 30) {
                        throw new IllegalStateException("on purpose");
                      }
                    })
            .failureListener(
                (place, sequence, event, failure) -> {
                  deadLetters.add(event == null ? "none" : String.valueOf(event.id));
                  if (event != null) {
                    int next = event.id + 10;
                    self.get(0).tryPublish((slot, position) -> slot.id = next);
                  }
                });
    HandlerPool<Event> pool = build(mode, builder);
    self.add(pool);
    pool.tryPublish((event, sequence) -> event.id = 7);
    pool.tryPublish((event, sequence) -> event.id = 100);
    pool.resizeTo(1);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    while (deadLetters.size() < 4) {
      Thread.onSpinWait();
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(deadLetters).containsExactlyInAnyOrder("7", "17", "27", "none");
    assertThat(pool.counts()).isEqualTo(new PoolCounts(5, 5, 1, 4, 0));
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldInterruptStuckHandlersOnRequest(PoolStorm.Mode mode) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    HandlerPool<Event> pool =
        build(
            mode,
            new PoolBuilder<Event>(
                    Event::new,
                    Event::move,
                    place ->
                        event -> {
                          inside.countDown();
                          never.await();
                        })
                .failureListener((place, sequence, event, failure) -> failures.add(failure)));
    pool.resizeTo(2);
    for (int event = 0; event < 5; event++) {
      pool.tryPublish((slot, sequence) -> slot.id = 1);
    }
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.close(Duration.ofMillis(20))).isFalse();
    pool.closeNow();
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(failures).hasSize(2).hasOnlyElementsOfType(InterruptedException.class);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(5, 2, 0, 2, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "WORKERS, , weir-worker-, weir-steward",
    "WORKERS, orders, orders-worker-, orders-steward",
    "TASK_PER_EVENT, , weir-task-, weir-dispatcher",
    "TASK_PER_EVENT, orders, orders-task-, orders-dispatcher"
  })
  void shouldNameItsThreadsAfterThePool(
      PoolStorm.Mode mode, @Nullable String name, String threadName, String ownThread)
      throws InterruptedException {
    List<String> names = Collections.synchronizedList(new ArrayList<>());
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
            Event::new, Event::move, place -> event -> names.add(Thread.currentThread().getName()));
    HandlerPool<Event> pool = build(mode, name == null ? builder : builder.name(name));
    pool.resizeTo(1);
    pool.tryPublish((event, sequence) -> event.id = 1);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(names).singleElement().asString().startsWith(threadName);
    assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains(ownThread);
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldShowWhatKeepsWorkersFromStarting() throws InterruptedException {
    AtomicInteger broken = new AtomicInteger(1);
    HandlerPool<Event> pool =
        new PoolBuilder<Event>(Event::new, Event::move, place -> event -> {})
            .threadFactory(
                task -> {
                  if (broken.get() != 0) {
                    throw new OutOfMemoryError("unable to create native thread, on purpose");
                  }
                  return new Thread(task);
                })
            .buildWorkers();
    assertThat(pool.startFailure()).isEmpty();
    pool.resizeTo(4);
    while (pool.startFailure().map(StartFailure::attempts).orElse(0L) < 3) {
      Thread.onSpinWait();
    }
    assertThat(pool.requestedWorkers()).isEqualTo(4);
    assertThat(pool.effectiveWorkers()).isZero();
    broken.set(0);
    while (pool.effectiveWorkers() != 4 || pool.startFailure().isPresent()) {
      Thread.onSpinWait();
    }
    assertThat(pool.close(PATIENCE)).isTrue();
  }
}
