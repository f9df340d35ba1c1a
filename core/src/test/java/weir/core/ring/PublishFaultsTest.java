package weir.core.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.fault.Faults;
import weir.core.fault.LoggedLines;
import weir.core.latency.ArrivalCohorts;
import weir.core.latency.HostileCohorts;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.PoolCounts;

/** Whatever fails around a publisher, a slot that it has reserved ends, and so do all others. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PublishFaultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int EVENTS = 1_000;

  private final LongAdder handled = new LongAdder();
  private final ElasticWorkerPool<Slot<String>> pool =
      ElasticWorkerPool.<Slot<String>>builder(
              Slot::new,
              Slot::moveTo,
              workerIndex ->
                  slot -> {
                    assertThat(slot.payload()).isEqualTo("event");
                    handled.increment();
                  })
          .ringSize(64)
          .maxWorkers(2)
          .failureListener((worker, sequence, event, failure) -> {})
          .buildWorkers();

  @AfterEach
  void closePool() throws InterruptedException {
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  private EventRing<String> ringWith(LongSupplier clock) {
    return new EventRing<>(pool, new FullRingPolicy.Block(), new ArrivalCohorts(0), clock);
  }

  /** Publishes, and returns how often that was answered ACCEPTED. */
  private static long publishAll(EventRing<String> ring) {
    long accepted = 0;
    for (int event = 0; event < EVENTS; event++) {
      try {
        accepted += ring.publish("event") == PublishOutcome.ACCEPTED ? 1 : 0;
      } catch (IllegalStateException | AssertionError e) {
        assertThat(e).hasMessage(Faults.ON_PURPOSE);
      }
    }
    return accepted;
  }

  @Test
  void shouldRefuseNullAndReserveNothing() {
    EventRing<String> ring = ringWith(System::nanoTime);
    assertThatThrownBy(() -> ring.publish(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("null");
    assertThatThrownBy(() -> ring.publish(nothing(), 42)).isInstanceOf(NullPointerException.class);
    assertThat(pool.counts().reserved()).isZero();
    assertThat(ring.rejected()).isZero();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  static Stream<Faults> faults() {
    return Faults.all();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldReserveNothingIfTheClockThrows(Faults faults) throws InterruptedException {
    pool.resizeTo(2);
    long accepted =
        publishAll(
            ringWith(
                () -> {
                  faults.strike();
                  return System.nanoTime();
                }));

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(accepted, accepted, accepted, 0, 0));
    assertThat(handled.sum()).isEqualTo(accepted);
    assertThat(faults.calls()).isGreaterThanOrEqualTo(EVENTS);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldLetAnEventFailThatCouldNotBeCountedOnceItsSlotWasReserved(Faults faults)
      throws InterruptedException {
    pool.resizeTo(2);
    EventRing<String> ring =
        new EventRing<>(
            pool.ring(),
            new FullRingPolicy.Block(),
            new HostileCohorts(faults::strike),
            System::nanoTime);
    long accepted = publishAll(ring);

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts())
        .isEqualTo(new PoolCounts(EVENTS, EVENTS, accepted, EVENTS - accepted, 0));
    assertThat(ring.acceptedAmong(EVENTS)).isEqualTo(EVENTS);
    assertThat(handled.sum()).isEqualTo(accepted).isLessThan(EVENTS);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldTellThePublisherTheTruthIfFlightRecorderThrows(Faults faults)
      throws InterruptedException {
    RingEvents hostile =
        new RingEvents("") {
          @Override
          RingFull begin() {
            faults.strike();
            return super.begin();
          }

          @Override
          void end(RingFull event, boolean accepted) {
            faults.strike();
          }
        };
    EventRing<String> ring =
        new EventRing<>(
            pool.ring(),
            new FullRingPolicy.BlockUpTo(Duration.ofNanos(1)),
            new ArrivalCohorts(0),
            System::nanoTime,
            hostile);
    try (LoggedLines lines = LoggedLines.collect()) {
      for (int event = 0; event < 64; event++) {
        assertThat(ring.publish("event")).isEqualTo(PublishOutcome.ACCEPTED);
      }
      for (int event = 0; event < 200; event++) {
        assertThat(ring.publish("event")).isEqualTo(PublishOutcome.RING_FULL);
      }
      assertThat(ring.rejected()).isEqualTo(200);
      assertThat(lines.with("Flight Recorder")).as("once, and not each time").hasSize(1);
    }
    pool.resizeTo(1);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
  }

  /** Publishes at every depth of the stack down to its end. */
  private static final class Diver {
    private final EventRing<String> ring;
    private long accepted;
    private long overflows;

    Diver(EventRing<String> ring) {
      this.ring = ring;
    }

    @SuppressWarnings("InfiniteRecursion")
    void dive() {
      publish();
      dive();
    }

    /** Steps of another size, so that the end is met at other places. */
    @SuppressWarnings("InfiniteRecursion")
    void diveInWideSteps(long a, long b, long c) {
      publish();
      diveInWideSteps(b + 1, c + 1, a + 1);
    }

    private void publish() {
      try {
        accepted += ring.publish("event") == PublishOutcome.ACCEPTED ? 1 : 0;
      } catch (StackOverflowError e) {
        overflows++;
      }
    }

    void run(int round) {
      try {
        if (round % 2 == 0) {
          dive();
        } else {
          diveInWideSteps(round, round, round);
        }
      } catch (StackOverflowError e) {
        // As it must end.
      }
    }
  }

  @Test
  void shouldNotBeWedgedByPublishersAtTheEndOfTheirStack() throws InterruptedException {
    EventRing<String> ring =
        new EventRing<>(pool, new FullRingPolicy.Reject(), new ArrivalCohorts(0), System::nanoTime);
    pool.resizeTo(2);
    Diver diver = new Diver(ring);
    // Classes that are first used where the stack ends can't be used any more.
    for (int event = 0; event < EVENTS; event++) {
      diver.publish();
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    for (int round = 0; round < 80; round++) {
      int now = round;
      Thread thread = new Thread(null, () -> diver.run(now), "diver", 200_000 + 16L * round);
      thread.start();
      thread.join();
      assertThat(pool.awaitDrained(Duration.ofSeconds(5))).as("round %s", round).isTrue();
    }
    assertThat(diver.overflows).isPositive();
    PoolCounts counts = pool.counts();
    assertThat(counts.completed()).isEqualTo(handled.sum()).isGreaterThanOrEqualTo(diver.accepted);
    assertThat(counts.completed() + counts.failed()).isEqualTo(counts.reserved());
  }
}
