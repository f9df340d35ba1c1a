package weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.bench.contender.ContenderKind;
import weir.bench.run.Figure;
import weir.bench.run.Metric;
import weir.bench.run.Scenario;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ReportTest {

  private static final String CELL = "1p 1w";

  private final Results results = new Results();

  @TempDir Path folder;

  @Test
  void shouldTakeRatiosWithinTheirRound() {
    throughput(1, ContenderKind.WEIR_1, 20);
    throughput(1, ContenderKind.D3_BLOCKING, 10);
    throughput(2, ContenderKind.WEIR_1, 2);
    throughput(2, ContenderKind.D3_BLOCKING, 2);
    throughput(3, ContenderKind.WEIR_1, 30);
    throughput(3, ContenderKind.D3_BLOCKING, 10);

    assertThat(results.ratio(key(ContenderKind.WEIR_1), key(ContenderKind.D3_BLOCKING)))
        .contains(new Spread(2, 1, 3, 3));
  }

  @Test
  void shouldSayWhichGoalsAreMissed() throws IOException {
    throughput(1, ContenderKind.WEIR_1, 14);
    throughput(1, ContenderKind.WEIR_16, 16);
    throughput(1, ContenderKind.D3_BLOCKING, 10);

    assertThat(report())
        .contains("| 1p 1w | 1.40 (1.40–1.40) | **missed** | 1.60 (1.60–1.60) | met |");
  }

  @Test
  void shouldNotHideALostEventOrAFailedFork() throws IOException {
    results.add(1, ContenderKind.MPMC, Scenario.EMPTY, new Figure(CELL, Metric.LOST, 1));
    results.addFailure("round 1, the fork ended with status 1");

    assertThat(report())
        .contains("JCTools MpmcArrayQueue consumers, empty, 1p 1w: lost 1")
        .contains("round 1, the fork ended with status 1")
        .doesNotContain("By count and checksum");
  }

  @Test
  void shouldCompareAStormWithTheMeanOfTheFixedSizes() {
    for (int workers = 1; workers <= 4; workers++) {
      storm("1p " + workers + "w", workers * 10);
    }
    storm("storm 1-4w", 20);

    assertThat(results.stormRatio(ContenderKind.WEIR_1, Scenario.STORM_EMPTY))
        .contains(new Spread(0.8, 0.8, 0.8, 1));
  }

  private void storm(String cell, double eventsPerSecond) {
    Figure figure = new Figure(cell, Metric.THROUGHPUT, eventsPerSecond);
    results.add(1, ContenderKind.WEIR_1, Scenario.STORM_EMPTY, figure);
  }

  private void throughput(int round, ContenderKind kind, double eventsPerSecond) {
    Figure figure = new Figure(CELL, Metric.THROUGHPUT, eventsPerSecond);
    results.add(round, kind, Scenario.EMPTY, figure);
  }

  private static Results.Key key(ContenderKind kind) {
    return new Results.Key(kind, Scenario.EMPTY, CELL, Metric.THROUGHPUT);
  }

  private String report() throws IOException {
    return Files.readString(Report.write(folder, "pool", List.of("Date: today"), results));
  }
}
