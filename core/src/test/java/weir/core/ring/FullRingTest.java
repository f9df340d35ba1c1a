package weir.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.latency.ArrivalCohorts;
import weir.core.worker.ElasticWorkerPool;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FullRingTest {

  private static final int RING_SIZE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LongAdder handled = new LongAdder();
  private final ElasticWorkerPool<Slot<String>> pool =
      ElasticWorkerPool.<Slot<String>>builder(
              Slot::new, Slot::moveTo, workerIndex -> slot -> handled.increment())
          .ringSize(RING_SIZE)
          .maxWorkers(1)
          .buildWorkers();
  private final AtomicReference<@Nullable Thread> publishing = new AtomicReference<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void closeAll() throws InterruptedException {
    assertThat(pool.close(PATIENCE)).isTrue();
    executor.shutdownNow();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  static Stream<FullRingPolicy> waitingPolicies() {
    return Stream.of(
        new FullRingPolicy.Block(),
        new FullRingPolicy.BlockUpTo(Duration.ofHours(1)),
        new FullRingPolicy.BlockUpTo(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  private EventRing<String> fullRing(FullRingPolicy policy) {
    EventRing<String> ring =
        new EventRing<>(pool.ring(), policy, new ArrivalCohorts(0), System::nanoTime);
    for (int event = 0; event < RING_SIZE; event++) {
      assertThat(ring.publish("event")).isEqualTo(PublishOutcome.ACCEPTED);
    }
    return ring;
  }

  /** Publishes from another thread, and returns once that thread waits. */
  private Future<PublishOutcome> publishAndWait(EventRing<String> ring) {
    Future<PublishOutcome> outcome =
        executor.submit(
            () -> {
              publishing.set(Thread.currentThread());
              return ring.publish("one more");
            });
    while (!outcome.isDone() && !isWaiting(publishing.get())) {
      Thread.onSpinWait();
    }
    assertThat(outcome.isDone()).as("it waits").isFalse();
    return outcome;
  }

  private static boolean isWaiting(@Nullable Thread thread) {
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void shouldRejectAtOnce() {
    EventRing<String> ring = fullRing(new FullRingPolicy.Reject());
    assertThat(ring.publish("one more")).isEqualTo(PublishOutcome.RING_FULL);
    assertThat(ring.rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("waitingPolicies")
  void shouldWaitForRoom(FullRingPolicy policy) throws Exception {
    EventRing<String> ring = fullRing(policy);
    Future<PublishOutcome> outcome = publishAndWait(ring);
    pool.resizeTo(1);
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(PublishOutcome.ACCEPTED);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled.sum()).isEqualTo(RING_SIZE + 1);
    assertThat(ring.rejected()).isZero();
  }

  @Test
  void shouldGiveUpAfterTheTimeout() {
    EventRing<String> ring = fullRing(new FullRingPolicy.BlockUpTo(Duration.ofMillis(20)));
    long startedNanos = System.nanoTime();
    assertThat(ring.publish("one more")).isEqualTo(PublishOutcome.RING_FULL);
    assertThat(System.nanoTime() - startedNanos).isGreaterThanOrEqualTo(20_000_000);
    assertThat(ring.rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("waitingPolicies")
  void shouldTellABlockedPublisherThatTheRingClosed(FullRingPolicy policy) throws Exception {
    EventRing<String> ring = fullRing(policy);
    Future<PublishOutcome> outcome = publishAndWait(ring);
    ring.close();
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(PublishOutcome.CLOSED);
    assertThat(ring.rejected()).isEqualTo(1);
    assertThat(pool.counts().reserved()).isEqualTo(RING_SIZE);
  }

  @ParameterizedTest
  @MethodSource("waitingPolicies")
  void shouldTellABlockedPublisherThatItWasInterrupted(FullRingPolicy policy) throws Exception {
    EventRing<String> ring = fullRing(policy);
    Future<PublishOutcome> outcome = publishAndWait(ring);
    Objects.requireNonNull(publishing.get()).interrupt();
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(PublishOutcome.INTERRUPTED);
    assertThat(ring.rejected()).isEqualTo(1);
  }

  @Test
  void shouldTellEveryBlockedPublisherAtCloseWhetherItsEventWasTaken() throws Exception {
    EventRing<String> ring = fullRing(new FullRingPolicy.Block());
    List<Future<PublishOutcome>> outcomes = new ArrayList<>();
    for (int publisher = 0; publisher < 8; publisher++) {
      outcomes.add(executor.submit(() -> ring.publish("one more")));
    }
    pool.resizeTo(1);
    ring.close();
    long accepted = RING_SIZE;
    for (Future<PublishOutcome> outcome : outcomes) {
      PublishOutcome told = outcome.get(10, TimeUnit.SECONDS);
      assertThat(told).isIn(PublishOutcome.ACCEPTED, PublishOutcome.CLOSED);
      accepted += told == PublishOutcome.ACCEPTED ? 1 : 0;
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled.sum()).isEqualTo(accepted);
    assertThat(ring.rejected()).isEqualTo(RING_SIZE + 8 - accepted);
  }

  @Test
  void shouldRefuseATimeoutOfNothing() {
    assertThatThrownBy(() -> new FullRingPolicy.BlockUpTo(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be above 0");
  }
}
