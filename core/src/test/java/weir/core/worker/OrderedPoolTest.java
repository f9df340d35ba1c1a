package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a pool that is ordered by key does, one case at a time; {@link OrderedStormTest} has all.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OrderedPoolTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long NO_KEY = -1;
  private static final long STUCK = -2;

  private static final class Item {
    private long key;
    private int number;

    static boolean move(Item slot, Item target) {
      target.key = slot.key;
      target.number = slot.number;
      return true;
    }

    static long keyOf(Item item) {
      if (item.key == NO_KEY) {
        throw new StackOverflowError("the key can't be told, on purpose");
      }
      return item.key;
    }
  }

  private final List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final ElasticWorkerPool<Item> pool = builder().maxWaitingBehindKeys(4).buildWorkers();

  private PoolBuilder<Item> builder() {
    return ElasticWorkerPool.builder(Item::new, Item::move, workerIndex -> this::handle)
        .ringSize(16)
        .maxWorkers(4)
        .ordered(Item::keyOf)
        .failureListener(
            (workerIndex, sequence, event, failure) -> told.add(event == null ? -1 : event.number));
  }

  private void handle(Item item) throws InterruptedException {
    if (item.key == STUCK && item.number == 0) {
      stuck.countDown();
      goOn.await();
    }
    handled.add(item.number);
  }

  private void publish(long key, int number) {
    PublishResult result =
        pool.tryPublish(
            (item, sequence) -> {
              item.key = key;
              item.number = number;
            });
    assertThat(result).isEqualTo(PublishResult.ACCEPTED);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    assertThat(Waits.until(condition, PATIENCE)).isTrue();
  }

  @AfterEach
  void shouldClose() throws InterruptedException {
    goOn.countDown();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldLetOtherKeysPassAKeyThatIsStuck() throws InterruptedException {
    pool.resizeTo(2);
    publish(STUCK, 0);
    stuck.await();
    publish(STUCK, 1);
    publish(7, 2);
    publish(STUCK, 3);
    publish(8, 4);

    await(() -> pool.counts().completed() == 2);
    assertThat(handled).containsExactly(2, 4);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(5, 3, 2, 0, 0));
    assertThat(pool.keyBacklog()).contains(new KeyBacklog(2, STUCK, 2, 4));
    assertThat(pool.awaitDrained(Duration.ofMillis(1))).isFalse();

    goOn.countDown();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled).containsExactly(2, 4, 0, 1, 3);
    assertThat(pool.keyBacklog()).contains(new KeyBacklog(0, 0, 0, 4));
  }

  @Test
  void shouldHoldUpAllKeysAtTheLimitAndGoOnAfterwards() throws InterruptedException {
    pool.resizeTo(3);
    publish(STUCK, 0);
    stuck.await();
    for (int number = 1; number <= 4; number++) {
      publish(STUCK, number);
    }
    await(() -> pool.keyBacklog().orElseThrow().events() == 4);
    publish(7, 5);
    publish(8, 6);
    publish(STUCK, 7);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(8, 1, 0, 0, 0));

    goOn.countDown();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    List<Integer> ofStuck = new ArrayList<>(handled);
    ofStuck.removeAll(List.of(5, 6));
    assertThat(ofStuck).containsExactly(0, 1, 2, 3, 4, 7);
    assertThat(handled).contains(5, 6);
  }

  @Test
  void shouldHandAKeyOverWhenItsWorkerLeaves() throws InterruptedException {
    pool.resizeTo(2);
    publish(STUCK, 0);
    stuck.await();
    publish(STUCK, 1);
    publish(STUCK, 2);
    await(() -> pool.keyBacklog().orElseThrow().events() == 2);
    pool.resizeTo(0);
    goOn.countDown();
    await(() -> pool.effectiveWorkers() == 0);

    assertThat(handled).containsExactly(0);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 1, 1, 0, 0));
    pool.resizeTo(1);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled).containsExactly(0, 1, 2);
  }

  @Test
  void shouldNotHandleWhatWaitsAfterTheClose() throws InterruptedException {
    pool.resizeTo(2);
    publish(STUCK, 0);
    stuck.await();
    publish(STUCK, 1);
    await(() -> pool.keyBacklog().orElseThrow().events() == 1);
    pool.close();
    goOn.countDown();

    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(handled).containsExactly(0);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(2, 1, 1, 0, 0));
  }

  @Test
  void shouldFailAnEventWhoseKeyCanNotBeToldAndNoOther() throws InterruptedException {
    pool.resizeTo(1);
    publish(7, 0);
    publish(NO_KEY, 1);
    publish(7, 2);

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    await(() -> told.size() == 1);
    assertThat(told).containsExactly(1);
    assertThat(handled).containsExactly(0, 2);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 3, 2, 1, 0));
  }

  @Test
  void shouldSkipWhatWasWithdrawn() throws InterruptedException {
    pool.resizeTo(1);
    publish(7, 0);
    assertThatThrownBy(
            () ->
                pool.tryPublish(
                    (item, sequence) -> {
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    publish(7, 1);

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled).containsExactly(0, 1);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 3, 2, 0, 1));
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().buildTaskPerEvent())
        .withMessageContaining("use buildWorkers()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().maxWaitingBehindKeys(0))
        .withMessageContaining("1 or more");
  }

  @Test
  void shouldHaveNoKeyBacklogIfItIsNotOrdered() {
    ElasticWorkerPool<Item> unordered =
        ElasticWorkerPool.builder(Item::new, Item::move, workerIndex -> this::handle)
            .buildWorkers();
    assertThat(unordered.keyBacklog()).isEmpty();
  }
}
