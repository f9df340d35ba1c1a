package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PoolStormTest {

  @ParameterizedTest(name = "{0} events, {1} producers, up to {2} workers, ring of {3}")
  @CsvSource({"1000000, 3, 32, 64", "1000000, 3, 8, 1024", "50000, 2, 70, 2"})
  void shouldEndEveryEventExactlyOnceWhateverTheResizes(
      int events, int producers, int maxWorkers, int ringSize) throws InterruptedException {
    long seed = System.nanoTime();
    PoolStorm.Report report =
        new PoolStorm(events, producers, maxWorkers, ringSize, seed).run(Duration.ofSeconds(60));
    System.out.println(report);

    assertThat(report.drained()).as("drained, %s", report).isTrue();
    assertThat(report.closed()).as("closed, %s", report).isTrue();
    assertThat(report.missing()).as("missing, %s", report).isZero();
    assertThat(report.repeated()).as("repeated, %s", report).isZero();
    assertThat(report.corrupt()).as("corrupt, %s", report).isZero();
    assertThat(report.openLedgers()).as("ledgers that do not close, %s", report).isZero();
    assertThat(report.highestConcurrency()).as("%s", report).isBetween(1, report.highestTarget());
    assertThat(report.counts().completed() + report.counts().failed()).isEqualTo(events);
    assertThat(report.counts().failed()).isEqualTo(report.failuresSeen()).isPositive();
    assertThat(report.pauses()).as("resizes to 0, %s", report).isPositive();
  }
}
