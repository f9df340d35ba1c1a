package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test of the test: a storm that can't tell a broken gate proves nothing about a sound one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PoolStormMutationTest {

  private static final int TRIES = 20;

  @Test
  void shouldNoticeAGateThatReadsTheCellsBeforeTheClaimCounter() throws InterruptedException {
    for (int seed = 1; seed <= TRIES; seed++) {
      PoolStorm.Plan plan = new PoolStorm.Plan(PoolStorm.Mode.WORKERS, 20_000, 3, 4, 1, 2, seed);
      PoolStorm.Report report =
          new PoolStorm(plan, CellsFirstGate::new).run(Duration.ofSeconds(30));
      if (report.missing() + report.repeated() + report.corrupt() > 0) {
        System.out.println("noticed: " + report);
        return;
      }
    }
    assertThat(TRIES).as("storms that noticed nothing").isZero();
  }
}
