package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The storm over pools that are ordered by key; see {@link PoolStormTest}. */
class OrderedStormTest {

  private static final int LONG_STORM_EVENTS = 100_000_000;
  private static final int TRIES = 20;
  private static final int MUTANT_EVENTS = 50_000;

  @ParameterizedTest(
      name =
          "{0} events of {6} keys, {1} producers, up to {2} workers, batches up to {3}, ring of {4},"
              + " {5} may wait")
  @CsvSource({
    "200000, 3, 64, 16, 64, 64, 100",
    "400000, 3, 8, 64, 1024, 1024, 10000",
    "400000, 3, 8, 1, 1024, 100, 1000",
    "100000, 3, 8, 1, 64, 1, 10",
    "100000, 3, 8, 8, 64, 3, 1",
    "20000, 2, 70, 2, 2, 2, 5",
    "20000, 3, 5, 1, 1, 1, 3"
  })
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldHandleTheEventsOfEachKeyInOrderWhateverTheResizes(
      int events,
      int producers,
      int maxWorkers,
      int maxBatch,
      int ringSize,
      int maxWaiting,
      int keys)
      throws InterruptedException {
    runAndCheck(
        plan(events, producers, maxWorkers, maxBatch, ringSize, System.nanoTime()),
        new StormKeys(keys, maxWaiting),
        Duration.ofSeconds(60));
  }

  @Test
  @Tag("storm")
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void shouldHandleTheEventsOfEachKeyInOrderInALongStorm() throws InterruptedException {
    int events = Integer.getInteger("weir.storm.events", LONG_STORM_EVENTS);
    long seed = Long.getLong("weir.storm.seed", System.nanoTime());
    PoolStorm.Report report =
        runAndCheck(
            plan(events, 3, 64, 16, 64, seed), new StormKeys(1_000, 64), Duration.ofMinutes(5));
    assertThat(report.longestPause()).as("%s", report).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldNoticeEventsThatMeetTheirKeyInAnotherOrderThanTheyWereClaimed()
      throws InterruptedException {
    assertNoticed(builder -> builder.orders = LateRegistration::new);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldNoticeEventsThatWaitInTheWrongOrder() throws InterruptedException {
    assertNoticed(builder -> builder.keyQueues = LastInFirstOut::new);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldNoticeAKeyThatIsGivenToTwoWorkers() throws InterruptedException {
    assertNoticed(builder -> builder.keyQueues = Impatient::new);
  }

  /** Claims in order, and then lets others claim before it looks for the key. */
  private static final class LateRegistration extends KeyOrder<StormEvent> {
    LateRegistration(
        PoolSpec<StormEvent> spec,
        ToLongFunction<? super StormEvent> keyOf,
        RingBuffer<StormEvent> ring,
        Sequence claimed,
        Withdrawals withdrawals,
        WakeOneWaitStrategy idleWorkers) {
      super(spec, keyOf, ring, claimed, withdrawals, idleWorkers);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to lose the processor is what it is for
    void moveOut(KeyedEvent<StormEvent> event) {
      super.moveOut(event);
      lock.release();
      Thread.yield();
      lock.acquire();
    }
  }

  /** An event that waits overtakes the one before. */
  private static final class LastInFirstOut extends KeyQueue<StormEvent> {
    @Override
    void add(KeyedEvent<StormEvent> event) {
      KeyedEvent<StormEvent> before = poll();
      super.add(event);
      if (before != null) {
        super.add(before);
      }
    }
  }

  /** At times the key of an event that is handled is given away. */
  private static final class Impatient extends KeyQueue<StormEvent> {
    @Override
    boolean isBusyFor(KeyedClaim<StormEvent> claim) {
      return super.isBusyFor(claim)
          && (waiting() > 0 || ThreadLocalRandom.current().nextInt(4) != 0);
    }
  }

  private static void assertNoticed(Consumer<PoolBuilder<StormEvent>> mutation)
      throws InterruptedException {
    for (int seed = 1; seed <= TRIES; seed++) {
      PoolStorm.Report report =
          new PoolStorm(
                  plan(MUTANT_EVENTS, 3, 8, 1, 1024, seed),
                  new StormKeys(10, MUTANT_EVENTS),
                  mutation)
              .run(Duration.ofSeconds(30));
      // The order alone is broken.
      assertThat(report.missing() + report.repeated() + report.corrupt()).isZero();
      if (report.overlapping() + report.disordered() > 0) {
        System.out.println("noticed: " + report);
        return;
      }
    }
    assertThat(TRIES).as("storms that noticed nothing").isZero();
  }

  private static PoolStorm.Plan plan(
      int events, int producers, int maxWorkers, int maxBatch, int ringSize, long seed) {
    return new PoolStorm.Plan(
        PoolStorm.Mode.WORKERS, events, producers, maxWorkers, maxBatch, ringSize, seed);
  }

  private static PoolStorm.Report runAndCheck(
      PoolStorm.Plan plan, StormKeys keys, Duration drainTimeout) throws InterruptedException {
    PoolStorm.Report report = new PoolStorm(plan, keys, builder -> {}).run(drainTimeout);
    System.out.println(report);
    report.assertPromisesKept();
    assertThat(report.overlapping()).as("two of a key at once, %s", report).isZero();
    assertThat(report.disordered()).as("out of order, %s", report).isZero();
    return report;
  }
}
