package weir.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.latency.ArrivalCohorts;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.PoolCounts;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EventRingTest {

  private static final FullRingPolicy REJECT = new FullRingPolicy.Reject();

  private final List<String> handled = new ArrayList<>();
  private final LongAdder handledCount = new LongAdder();

  private ElasticWorkerPool<Slot<String>> newPool(int ringSize) {
    return ElasticWorkerPool.<Slot<String>>builder(
            Slot::new,
            Slot::moveTo,
            workerIndex ->
                slot -> {
                  handledCount.increment();
                  if (ringSize <= 4) {
                    handled.add(slot.payload() + "@" + slot.acceptedNanos());
                  }
                })
        .ringSize(ringSize)
        .maxWorkers(4)
        .buildWorkers();
  }

  @Test
  void shouldAcceptUntilTheRingIsFullAndCountWhatItRejects() throws InterruptedException {
    ElasticWorkerPool<Slot<String>> pool = newPool(4);
    EventRing<String> ring = new EventRing<>(pool.ring(), REJECT, new ArrivalCohorts(0), () -> 42);
    for (int event = 0; event < 4; event++) {
      assertThat(ring.publish("event " + event)).isEqualTo(PublishOutcome.ACCEPTED);
    }
    assertThat(ring.publish("too much")).isEqualTo(PublishOutcome.RING_FULL);
    assertThat(ring.rejected()).isEqualTo(1);

    pool.resizeTo(1);
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();
    assertThat(handled).containsExactly("event 0@42", "event 1@42", "event 2@42", "event 3@42");
    assertThat(ring.publish("room again")).isEqualTo(PublishOutcome.ACCEPTED);
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();
    assertThat(pool.close(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void shouldKeepNoReferenceToAPayloadInTheRing() throws InterruptedException {
    ElasticWorkerPool<Slot<String>> pool = newPool(4);
    RingBuffer<Slot<String>> slots = pool.ring();
    EventRing<String> ring =
        new EventRing<>(slots, REJECT, new ArrivalCohorts(0), System::nanoTime);
    ring.publish("payload");
    pool.resizeTo(1);
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();

    assertThatThrownBy(slots.get(0)::payload)
        .as("content left in the slot")
        .hasMessageStartingWith("the slot is empty");
    assertThat(pool.close(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void shouldRefuseOnceClosed() {
    ElasticWorkerPool<Slot<String>> pool = newPool(4);
    EventRing<String> ring =
        new EventRing<>(pool.ring(), REJECT, new ArrivalCohorts(0), System::nanoTime);
    ring.close();
    assertThat(ring.isOpen()).isFalse();
    assertThat(ring.publish("late")).isEqualTo(PublishOutcome.CLOSED);
    assertThat(ring.rejected()).isEqualTo(1);
    assertThat(pool.counts().reserved()).isZero();
  }

  /** The ring closes between a publisher's first look and its reservation. */
  @Test
  void shouldWithdrawASlotReservedAfterTheRingClosed() throws InterruptedException {
    ElasticWorkerPool<Slot<String>> pool = newPool(4);
    EventRing<String> ring = new EventRing<>(pool.ring(), REJECT, new ArrivalCohorts(0), () -> 0);
    pool.resizeTo(1);
    for (int event = 0; event < 4; event++) {
      ring.publish("event");
    }
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();
    pool.ring()
        .addGatingSequences(
            // Asked for in the middle of the fifth reservation, as four slots are used up.
            new Sequence() {
              @Override
              public long get() {
                ring.close();
                return Long.MAX_VALUE;
              }
            });

    assertThat(ring.publish("straggler")).isEqualTo(PublishOutcome.CLOSED);
    assertThat(ring.acceptedAmong(pool.counts().reserved())).isEqualTo(4);
    assertThat(ring.rejected()).isEqualTo(1);
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(5, 5, 4, 0, 1));
    assertThat(handled).containsOnly("event@0").hasSize(4);
    assertThat(pool.close(Duration.ofSeconds(10))).isTrue();
  }

  /** Whoever is told ACCEPTED is handled, whoever is told CLOSED is not, however close the race. */
  @RepeatedTest(20)
  void shouldTellEveryPublisherTheTruthWhileItCloses() throws Exception {
    ElasticWorkerPool<Slot<String>> pool = newPool(1024);
    EventRing<String> ring =
        new EventRing<>(pool.ring(), REJECT, new ArrivalCohorts(0), System::nanoTime);
    pool.resizeTo(2);
    CountDownLatch underWay = new CountDownLatch(3);
    long accepted = 0;
    try (ExecutorService publishers = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> results = new ArrayList<>();
      for (int publisher = 0; publisher < 3; publisher++) {
        results.add(publishers.submit(() -> publishUntilClosed(ring, underWay)));
      }
      underWay.await();
      ring.close();
      // As a pipeline does it: the publishers may still be in the middle of an attempt.
      boolean drained = pool.awaitDrained(Duration.ofSeconds(10));
      assertThat(drained).isTrue();
      for (Future<Long> result : results) {
        accepted += result.get();
      }
    }
    assertThat(pool.awaitDrained(Duration.ofSeconds(10))).isTrue();
    PoolCounts counts = pool.counts();
    assertThat(counts.completed()).isEqualTo(accepted).isEqualTo(handledCount.sum());
    assertThat(ring.acceptedAmong(counts.reserved())).isEqualTo(accepted);
    assertThat(counts.skipped()).isEqualTo(counts.reserved() - accepted);
    assertThat(pool.close(Duration.ofSeconds(10))).isTrue();
  }

  private static long publishUntilClosed(EventRing<String> ring, CountDownLatch underWay) {
    long accepted = 0;
    while (true) {
      PublishOutcome outcome = ring.publish("event");
      if (outcome == PublishOutcome.CLOSED) {
        return accepted;
      }
      if (outcome == PublishOutcome.ACCEPTED) {
        accepted++;
      }
      underWay.countDown();
    }
  }
}
