package weir.core.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.core.latency.ArrivalCohorts;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolBuilder;
import weir.core.worker.WorkHandler;

/** The age of the oldest event that waits, on whole pools of each kind. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OldestWaitingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RING = 64;
  private static final int STORM_EVENTS = 200_000;

  enum Kind {
    WORKERS,
    TASKS,
    ORDERED;

    HandlerPool<Slot<Integer>> start(WorkHandler<Slot<Integer>> handler, int workers) {
      PoolBuilder<Slot<Integer>> builder =
          new PoolBuilder<Slot<Integer>>(Slot::new, Slot::moveTo, index -> handler)
              .ringSize(RING)
              .maxWorkers(8);
      HandlerPool<Slot<Integer>> pool =
          switch (this) {
            case WORKERS -> builder.buildWorkers();
            case TASKS -> builder.buildTaskPerEvent();
            case ORDERED -> builder.ordered(slot -> slot.payload() % 3).buildWorkers();
          };
      pool.resizeTo(workers);
      return pool;
    }
  }

  private static EventRing<Integer> ring(HandlerPool<Slot<Integer>> pool) {
    return new EventRing<>(
        pool, new FullRingPolicy.Block(), new ArrivalCohorts(System.nanoTime()), System::nanoTime);
  }

  private static long oldest(HandlerPool<Slot<Integer>> pool) {
    long nowNanos = System.nanoTime();
    return pool.oldestWaitingNanos(slot -> slot.ageNanos(nowNanos));
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellHowLongABurstWaitsBehindAWorkerThatIsStuck(Kind kind) throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    try (HandlerPool<Slot<Integer>> pool =
        kind.start(
            slot -> {
              started.countDown();
              stuck.await();
            },
            1)) {
      EventRing<Integer> ring = ring(pool);
      assertThat(oldest(pool)).isZero();
      ring.publish(0);
      started.await();
      assertThat(oldest(pool)).as("one is handled, none waits").isZero();

      long beforeNanos = System.nanoTime();
      ring.publish(3);
      long afterNanos = System.nanoTime();
      for (int event = 2; event < 20; event++) {
        ring.publish(3 * event);
      }
      TimeUnit.MILLISECONDS.sleep(20);
      long lookedNanos = System.nanoTime();
      long age = oldest(pool);
      assertThat(age).isBetween(lookedNanos - afterNanos, System.nanoTime() - beforeNanos);

      stuck.countDown();
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(oldest(pool)).isZero();
    }
  }

  @Test
  void shouldSeeWhatWaitsBehindItsKeyAndNotWhatIsYoungerInTheRing() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch otherDone = new CountDownLatch(1);
    try (HandlerPool<Slot<Integer>> pool =
        Kind.ORDERED.start(
            slot -> {
              if (slot.payload() % 3 == 0) {
                stuck.await();
              } else {
                otherDone.countDown();
              }
            },
            2)) {
      EventRing<Integer> ring = ring(pool);
      ring.publish(0);
      ring.publish(3);
      long publishedNanos = System.nanoTime();
      ring.publish(1);
      otherDone.await();
      while (pool.keyBacklog().orElseThrow().events() == 0) {
        Thread.onSpinWait();
      }
      assertThat(oldest(pool))
          .isGreaterThan(0)
          .isGreaterThanOrEqualTo(
              System.nanoTime() - publishedNanos - TimeUnit.SECONDS.toNanos(30));
      long lookedNanos = System.nanoTime();
      assertThat(oldest(pool)).isGreaterThanOrEqualTo(lookedNanos - publishedNanos);
      stuck.countDown();
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(oldest(pool)).isZero();
    }
  }

  @Test
  void shouldTakeASlotThatWasWithdrawnForNoEvent() {
    Slot<Integer> slot = new Slot<>();
    slot.withdraw();
    assertThat(slot.ageNanos(1_000)).isZero();
    RingBuffer<Slot<Integer>> none = RingBuffer.createMultiProducer(Slot::new, 2);
    assertThat(none.get(0).ageNanos(-5)).as("a clock may start below zero").isZero();
  }

  /** What a look found, and when it began. */
  private record Look(long beganNanos, long arrivalNanos) {}

  /**
   * An event that is claimed before a look begins can't be what it finds: the one it found starts
   * after that.
   */
  @ParameterizedTest
  @EnumSource
  void shouldNeverFindOneOlderThanTheOldestThatWaits(Kind kind) throws Exception {
    long seed = System.nanoTime();
    ConcurrentHashMap<Long, Long> startOfArrival = new ConcurrentHashMap<>();
    AtomicInteger sum = new AtomicInteger();
    int events = kind == Kind.TASKS ? STORM_EVENTS / 10 : STORM_EVENTS;
    List<Look> looks = new ArrayList<>();
    try (HandlerPool<Slot<Integer>> pool =
        kind.start(
            slot -> {
              // The claim of an ordered pool is a release store: the clock is read once it is seen.
              VarHandle.fullFence();
              startOfArrival.merge(slot.acceptedNanos(), System.nanoTime(), Math::max);
              sum.incrementAndGet();
            },
            2)) {
      EventRing<Integer> ring = ring(pool);
      List<Thread> publishers = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        publishers.add(new Thread(() -> publish(ring, events / 2)));
      }
      publishers.forEach(Thread::start);
      Random random = new Random(seed);
      while (sum.get() < events) {
        long beganNanos = System.nanoTime();
        long age = pool.oldestWaitingNanos(slot -> slot.ageNanos(beganNanos));
        if (age > 0) {
          looks.add(new Look(beganNanos, beganNanos - age));
        }
        if (looks.size() % 1_000 == 0) {
          pool.resizeTo(1 + random.nextInt(4));
        }
      }
      for (Thread publisher : publishers) {
        publisher.join();
      }
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(looks).isNotEmpty();
    for (Look look : looks) {
      assertThat(startOfArrival.get(look.arrivalNanos))
          .as("when the event of %s was started, seed %d", look, seed)
          .isNotNull()
          .isGreaterThanOrEqualTo(look.beganNanos);
    }
  }

  private static void publish(EventRing<Integer> ring, int events) {
    for (int event = 0; event < events; event++) {
      ring.publish(event);
    }
  }
}
