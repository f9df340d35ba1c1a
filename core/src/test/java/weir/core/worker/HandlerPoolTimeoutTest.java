package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timeouts longer than a long has nanoseconds, which are as good as none, and shorter than 0. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HandlerPoolTimeoutTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration LONG_OVER = Duration.ofSeconds(Long.MIN_VALUE);

  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void letGo() {
    gate.countDown();
    executor.shutdownNow();
  }

  private HandlerPool<Object[]> poolAtAnEvent(boolean perEvent) throws InterruptedException {
    PoolBuilder<Object[]> builder =
        new PoolBuilder<Object[]>(
                () -> new Object[1],
                (from, to) -> true,
                workerIndex ->
                    event -> {
                      inside.countDown();
                      gate.await();
                    })
            .ringSize(4)
            .maxWorkers(1);
    HandlerPool<Object[]> pool = perEvent ? builder.buildTaskPerEvent() : builder.buildWorkers();
    pool.resizeTo(1);
    pool.ring().publish(pool.ring().next());
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    return pool;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldWaitForADrainForAsLongAsItTakes(boolean perEvent) throws Exception {
    HandlerPool<Object[]> pool = poolAtAnEvent(perEvent);
    assertThat(pool.awaitDrained(LONG_OVER)).isFalse();
    Future<Boolean> drained = executor.submit(() -> pool.awaitDrained(FOREVER));
    gate.countDown();
    assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.close(FOREVER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldWaitForRoomNoLongerThanItIsTold(boolean perEvent) throws Exception {
    HandlerPool<Object[]> pool = poolAtAnEvent(perEvent);
    while (pool.tryPublish((event, sequence) -> {}) == PublishResult.ACCEPTED) {
      Thread.onSpinWait();
    }
    assertThat(pool.publish((event, sequence) -> {}, LONG_OVER)).isEqualTo(PublishResult.RING_FULL);
    gate.countDown();
    assertThat(pool.publish((event, sequence) -> {}, FOREVER)).isEqualTo(PublishResult.ACCEPTED);
    assertThat(pool.close(FOREVER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldWaitForTheWorkersForAsLongAsItTakes(boolean perEvent) throws Exception {
    HandlerPool<Object[]> pool = poolAtAnEvent(perEvent);
    assertThat(pool.close(LONG_OVER)).isFalse();
    Future<Boolean> closed = executor.submit(() -> pool.close(FOREVER));
    gate.countDown();
    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
  }
}
