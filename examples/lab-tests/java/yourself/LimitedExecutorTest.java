package yourself;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the executor is right. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LimitedExecutorTest {

  private static LimitedExecutor limitedTo(int limit) {
    return LimitedExecutor.of(Map.of(LimitedExecutor.LIMIT, String.valueOf(limit)));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** So many run at once, and the next waits although its thread would be free to start. */
  private static void shouldRunAtOnce(LimitedExecutor executor, int limit) throws Exception {
    CountDownLatch started = new CountDownLatch(limit);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (executor) {
      for (int task = 0; task < 3 * limit; task++) {
        executor.execute(
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              started.countDown();
              await(goOn);
              atOnce.decrementAndGet();
            });
      }
      await(started);
      // One that should not have started would have by now.
      TimeUnit.MILLISECONDS.sleep(50);
      assertThat(atOnce).hasValue(limit);
      goOn.countDown();
    }
    assertThat(most).hasValue(limit);
    assertThat(atOnce).hasValue(0);
  }

  @Test
  void shouldRunAsManyAtOnceAsIsConfigured() throws Exception {
    shouldRunAtOnce(limitedTo(3), 3);
  }

  @Test
  void shouldHaveALimitWhereNoneIsConfigured() throws Exception {
    shouldRunAtOnce(LimitedExecutor.of(Map.of()), LimitedExecutor.DEFAULT_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "", "1.5"})
  void shouldSayWhichSettingCanNotBeUsed(String limit) {
    assertThatThrownBy(() -> LimitedExecutor.of(Map.of(LimitedExecutor.LIMIT, limit)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(LimitedExecutor.LIMIT)
        .hasMessageContaining("'" + limit + "'");
  }

  @Test
  void shouldTakeTasksInTheirOrder() {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    try (LimitedExecutor executor = limitedTo(1)) {
      for (int task = 0; task < 100; task++) {
        int number = task;
        executor.execute(() -> ran.add(number));
      }
    }
    assertThat(ran).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void shouldGoOnAfterTasksThatThrow() {
    AtomicInteger ran = new AtomicInteger();
    try (LimitedExecutor executor = limitedTo(2)) {
      for (int task = 0; task < 20; task++) {
        executor.execute(
            () -> {
              // Nobody need see its trace.
              Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> {});
              if (ran.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("on purpose");
              }
            });
      }
    }
    assertThat(ran).hasValue(20);
  }

  @Test
  void shouldTakeNothingOnceItIsClosed() {
    LimitedExecutor executor = limitedTo(1);
    executor.close();
    executor.close();

    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
