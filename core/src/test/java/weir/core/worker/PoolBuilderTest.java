package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.lmax.disruptor.EventFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PoolBuilderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static PoolBuilder<Task> builder() {
    return ElasticWorkerPool.builder(
            Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
        .ringSize(64)
        .maxWorkers(2);
  }

  /** A worker of such a pool had not the memory to start. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldClaimNoMoreAtOnceThanTheRingHas(boolean ordered) throws InterruptedException {
    PoolBuilder<Task> builder = builder().maxBatch(Integer.MAX_VALUE);
    if (ordered) {
      builder.ordered(task -> 7);
    }
    HandlerPool<Task> pool = builder.buildWorkers();
    AtomicInteger handled = new AtomicInteger();
    for (int event = 0; event < 64; event++) {
      assertThat(pool.tryPublish((task, sequence) -> task.action = handled::incrementAndGet))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    pool.resizeTo(2);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled).hasValue(64);
    assertThat(pool.startFailure()).isEmpty();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldRefuseMoreEventsBehindKeysThanCanBeMade() {
    PoolBuilder<Task> builder =
        builder().ordered(task -> 7).maxWaitingBehindKeys(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::buildWorkers)
        .withMessageContaining("too many to make in advance")
        .withMessageContaining("2147483647");
  }

  @Test
  @SuppressWarnings("NullAway") // what is tested
  void shouldRefuseNullWhereItIsGiven() {
    PoolBuilder<Task> builder = builder();
    EventFactory<Task> events = Task::new;
    WorkHandlerFactory<Task> handlers = workerIndex -> task -> {};
    assertThatNullPointerException()
        .isThrownBy(() -> new PoolBuilder<Task>(null, Task::move, handlers))
        .withMessageContaining("an event factory");
    assertThatNullPointerException()
        .isThrownBy(() -> new PoolBuilder<>(events, null, handlers))
        .withMessageContaining("a transfer");
    assertThatNullPointerException()
        .isThrownBy(() -> new PoolBuilder<>(events, Task::move, null))
        .withMessageContaining("a handler factory");
    assertThatNullPointerException().isThrownBy(() -> builder.name(null));
    assertThatNullPointerException().isThrownBy(() -> builder.ordered(null));
    assertThatNullPointerException().isThrownBy(() -> builder.threadFactory(null));
    assertThatNullPointerException().isThrownBy(() -> builder.failureListener(null));
    assertThatNullPointerException().isThrownBy(() -> builder.hook(null));
  }
}
