package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The storm. A short one is part of every build; {@code mvn -Pstorm verify -pl core} runs the long
 * one, {@code -Dweir.storm.events} and {@code -Dweir.storm.seed} change it.
 */
class PoolStormTest {

  private static final int LONG_STORM_EVENTS = 100_000_000;

  @ParameterizedTest(
      name = "{0}: {1} events, {2} producers, up to {3} workers, batches up to {4}, ring of {5}")
  @CsvSource({
    "WORKERS, 200000, 3, 64, 16, 64",
    "WORKERS, 400000, 3, 8, 64, 1024",
    "WORKERS, 400000, 3, 8, 1, 1024",
    "WORKERS, 20000, 2, 70, 2, 2",
    "WORKERS, 20000, 3, 5, 1, 1",
    "TASK_PER_EVENT, 50000, 3, 64, 1, 64",
    "TASK_PER_EVENT, 20000, 2, 3, 1, 2"
  })
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void shouldEndEveryEventExactlyOnceWhateverTheResizes(
      PoolStorm.Mode mode, int events, int producers, int maxWorkers, int maxBatch, int ringSize)
      throws InterruptedException {
    runAndCheck(
        new PoolStorm.Plan(
            mode, events, producers, maxWorkers, maxBatch, ringSize, System.nanoTime()),
        Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("storm")
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void shouldEndEveryEventExactlyOnceInALongStorm(PoolStorm.Mode mode) throws InterruptedException {
    int events = Integer.getInteger("weir.storm.events", LONG_STORM_EVENTS);
    // A thread for each event costs more than what it is for.
    int share = mode == PoolStorm.Mode.WORKERS ? events : events / 20;
    long seed = Long.getLong("weir.storm.seed", System.nanoTime());
    PoolStorm.Plan plan = new PoolStorm.Plan(mode, share, 3, 64, 16, 64, seed);
    PoolStorm.Report report = runAndCheck(plan, Duration.ofMinutes(5));
    // The one timed assertion, and only here: a lost wake-up shows as a pause without end.
    assertThat(report.longestPause()).as("%s", report).isLessThan(Duration.ofSeconds(1));
  }

  private static PoolStorm.Report runAndCheck(PoolStorm.Plan plan, Duration drainTimeout)
      throws InterruptedException {
    PoolStorm.Report report = new PoolStorm(plan).run(drainTimeout);
    System.out.println(report);
    report.assertPromisesKept();
    return report;
  }
}
