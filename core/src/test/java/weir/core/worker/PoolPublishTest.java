package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pool's own publish: it knows of close, and a slot once reserved is always published. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PoolPublishTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final AtomicLong sum = new AtomicLong();

  private HandlerPool<long[]> newPool(PoolStorm.Mode mode) {
    PoolBuilder<long[]> builder =
        new PoolBuilder<long[]>(
                () -> new long[1],
                (slot, target) -> {
                  target[0] = slot[0];
                  return true;
                },
                place -> event -> sum.addAndGet(event[0]))
            .ringSize(4)
            .maxWorkers(2);
    return mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
  }

  private static PublishResult tryPublish(HandlerPool<long[]> pool, long value) {
    return pool.tryPublish((event, sequence) -> event[0] = value);
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldSayWhetherAnEventWasTaken(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<long[]> pool = newPool(mode);
    for (int event = 0; event < 4; event++) {
      assertThat(tryPublish(pool, 1)).isEqualTo(PublishResult.ACCEPTED);
    }
    assertThat(tryPublish(pool, 1)).isEqualTo(PublishResult.RING_FULL);
    assertThat(pool.publish((event, sequence) -> event[0] = 1, Duration.ofMillis(1)))
        .isEqualTo(PublishResult.RING_FULL);
    pool.resizeTo(1);
    assertThat(pool.publish((event, sequence) -> event[0] = 1, FOREVER))
        .isEqualTo(PublishResult.ACCEPTED);
    assertThat(pool.awaitDrained(FOREVER)).isTrue();
    assertThat(sum).hasValue(5);
    assertThat(pool.close(FOREVER)).isTrue();
    assertThat(tryPublish(pool, 1)).isEqualTo(PublishResult.CLOSED);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(5, 5, 5, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldEndTheWaitOfAPublisherWhenThePoolIsClosed(PoolStorm.Mode mode)
      throws InterruptedException {
    HandlerPool<long[]> pool = newPool(mode);
    while (tryPublish(pool, 1) == PublishResult.ACCEPTED) {
      Thread.onSpinWait();
    }
    AtomicReference<PublishResult> result = new AtomicReference<>(PublishResult.ACCEPTED);
    CountDownLatch waits = new CountDownLatch(1);
    Thread publisher =
        new Thread(
            () -> {
              waits.countDown();
              try {
                result.set(pool.publish((event, sequence) -> event[0] = 1, FOREVER));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    publisher.start();
    assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
    pool.close();
    publisher.join(10_000);
    assertThat(publisher.isAlive()).isFalse();
    assertThat(result).hasValue(PublishResult.CLOSED);
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldWithdrawAnEventThatCouldNotBeFilled(PoolStorm.Mode mode) throws InterruptedException {
    HandlerPool<long[]> pool = newPool(mode);
    pool.resizeTo(2);
    for (int event = 0; event < 20; event++) {
      assertThatThrownBy(
              () ->
                  pool.publish(
                      (slot, sequence) -> {
                        slot[0] = 1_000;
                        throw new StackOverflowError("on purpose");
                      },
                      PATIENCE))
          .isInstanceOf(StackOverflowError.class);
      assertThat(pool.publish((slot, sequence) -> slot[0] = 1, PATIENCE))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(40, 40, 20, 0, 20));
    assertThat(sum).hasValue(20);
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldTellEachPublisherTheTruthWhileThePoolCloses() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      HandlerPool<long[]> pool = newPool(PoolStorm.Mode.WORKERS);
      pool.resizeTo(2);
      AtomicInteger accepted = new AtomicInteger();
      List<Thread> publishers = new ArrayList<>();
      for (int publisher = 0; publisher < 2; publisher++) {
        Thread thread =
            new Thread(
                () -> {
                  PublishResult result;
                  while ((result = tryPublish(pool, 1)) != PublishResult.CLOSED) {
                    accepted.addAndGet(result == PublishResult.ACCEPTED ? 1 : 0);
                  }
                });
        publishers.add(thread);
        thread.start();
      }
      while (accepted.get() < 50) {
        Thread.onSpinWait();
      }
      assertThat(pool.close(PATIENCE)).isTrue();
      for (Thread publisher : publishers) {
        publisher.join();
      }
      PoolCounts counts = pool.counts();
      // What was withdrawn at the close and what was taken too late to be handled is in the ring.
      assertThat(counts.completed()).isLessThanOrEqualTo(accepted.get());
      assertThat(counts.completed() + counts.skipped() + counts.backlog())
          .isBetween((long) accepted.get(), accepted.get() + 2L);
    }
  }
}
