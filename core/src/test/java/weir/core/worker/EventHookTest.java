package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is called around each event, and what it can't break. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EventHookTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A mutable event. */
  private static final class Event {
    private int id;
  }

  /** Stands for a logger's context: it stays with the thread. */
  private final ThreadLocal<@Nullable String> context = new ThreadLocal<>();

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  /** Notes calls, and throws where it is told to. */
  private final class Noting implements EventHook<Event> {
    private final Consumer<Event> atBefore;
    private final Consumer<Event> atAfter;

    Noting(Consumer<Event> atBefore, Consumer<Event> atAfter) {
      this.atBefore = atBefore;
      this.atAfter = atAfter;
    }

    @Override
    public void before(Event event, long sequence) {
      context.set("context of " + sequence);
      calls.add("before " + event.id + " at " + sequence);
      atBefore.accept(event);
    }

    @Override
    public void after(Event event, long sequence, @Nullable Throwable failure) {
      calls.add(
          "after "
              + event.id
              + " at "
              + sequence
              + (failure == null ? "" : ": " + failure.getMessage())
              + " in "
              + context.get());
      context.remove();
      atAfter.accept(event);
    }
  }

  private HandlerPool<Event> newPool(PoolStorm.Mode mode, Noting hook) {
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                Event::new,
                (slot, target) -> {
                  target.id = slot.id;
                  return true;
                },
                place ->
                    event -> {
                      calls.add("handler in " + context.get());
                      if (event.id == 13) {
                        throw new IllegalStateException("unlucky");
                      }
                    })
            .ringSize(8)
            .maxWorkers(1)
            .maxBatch(4)
            .hook(hook)
            .failureListener(
                (place, sequence, event, failure) ->
                    calls.add("listener: " + failure.getMessage() + " in " + context.get()));
    return mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
  }

  private static void handle(HandlerPool<Event> pool, int... ids) throws InterruptedException {
    for (int id : ids) {
      assertThat(pool.tryPublish((event, sequence) -> event.id = id))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    pool.resizeTo(1);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  private static void fail(String message) {
    throw new AssertionError(message);
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldBeCalledAroundHandlerAndListener(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<Event> pool = newPool(mode, new Noting(event -> {}, event -> {}));
    handle(pool, 7, 13);
    assertThat(calls)
        .containsExactly(
            "before 7 at 0",
            "handler in context of 0",
            "after 7 at 0 in context of 0",
            "before 13 at 1",
            "handler in context of 1",
            "listener: unlucky in context of 1",
            "after 13 at 1: unlucky in context of 1");
    assertThat(pool.counts()).isEqualTo(new PoolCounts(2, 2, 1, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldFailTheEventIfBeforeThrowsAndCallAfterAllTheSame(PoolStorm.Mode mode)
      throws InterruptedException {
    HandlerPool<Event> pool =
        newPool(
            mode,
            new Noting(
                event -> {
                  if (event.id == 1) {
                    fail("no context");
                  }
                },
                event -> {}));
    handle(pool, 1, 2);
    assertThat(calls)
        .containsExactly(
            "before 1 at 0",
            "listener: no context in context of 0",
            "after 1 at 0: no context in context of 0",
            "before 2 at 1",
            "handler in context of 1",
            "after 2 at 1 in context of 1");
    assertThat(pool.counts()).isEqualTo(new PoolCounts(2, 2, 1, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldNotHarmAnEventIfAfterThrowsOrInterrupts(PoolStorm.Mode mode)
      throws InterruptedException {
    HandlerPool<Event> pool =
        newPool(
            mode,
            new Noting(
                event -> assertThat(Thread.currentThread().isInterrupted()).isFalse(),
                event -> {
                  Thread.currentThread().interrupt();
                  fail("can't export the span");
                }));
    handle(pool, 7, 13, 8);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 3, 2, 1, 0));
    assertThat(calls).filteredOn(call -> call.startsWith("after")).hasSize(3);
  }
}
