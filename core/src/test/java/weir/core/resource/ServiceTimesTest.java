package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.link.ResourceSettings;
import weir.core.link.ResourceText;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServiceTimesTest {

  private static final int DRAWS = 1_000_000;

  @TempDir private Path folder;

  private static ServiceTimes times(String distribution, long seed) {
    ResourceSettings settings = ResourceSettings.fixed(Duration.ofMillis(10));
    settings = ResourceText.with(settings, ResourceText.SEED, Long.toString(seed));
    return ServiceTimes.of(ResourceText.with(settings, ResourceText.DISTRIBUTION, distribution));
  }

  // Tolerances are several standard errors of 1,000,000 draws.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fixed | 0 | 0.001 | 1",
        "exponential | 1 | 0.5 | 2",
        "lognormal:4 | 4 | 1 | 15",
        "lognormal:0.25 | 0.25 | 0.3 | 1",
        "bimodal:4 | 4 | 1 | 2",
        "bimodal:1,0.3 | 1 | 0.5 | 1",
        "pareto:2.5,100 | 0.6232 | 0.5 | 5"
      })
  void shouldHaveTheMeanAndTheVariabilityThatAreSet(
      String distribution, double scv, double meanPercent, double scvPercent) {
    ServiceTimes times = times(distribution, 7);
    double sum = 0;
    double squares = 0;
    for (int event = 0; event < DRAWS; event++) {
      double nanos = times.nanos(event);
      sum += nanos;
      squares += nanos * nanos;
    }
    double mean = sum / DRAWS;
    assertThat(mean).isCloseTo(10_000_000, withinPercentage(meanPercent));
    double seen = squares / DRAWS / (mean * mean) - 1;
    assertThat(seen + 1e-9).isCloseTo(scv + 1e-9, withinPercentage(scv == 0 ? 1e3 : scvPercent));
  }

  @Test
  void shouldGiveEachEventTheSameTimeInEachRunAndAnotherUnderAnotherSeed() {
    ServiceTimes one = times("exponential", 1);
    ServiceTimes again = times("exponential", 1);
    ServiceTimes other = times("exponential", 2);
    int same = 0;
    for (int event = 0; event < 1_000; event++) {
      assertThat(again.nanos(event)).isEqualTo(one.nanos(event));
      same += one.nanos(event) == other.nanos(event) ? 1 : 0;
    }
    assertThat(same).isZero();
  }

  @Test
  void shouldReplayAListInOrderOverAndOver() throws IOException {
    Path file = folder.resolve("times.csv");
    Files.writeString(file, "time\n5ms\n\n# a comment\n7\n250us\n");
    ServiceTimes times = times("replay:" + file, 1);
    assertThat(times.nanos(0)).isEqualTo(5_000_000);
    assertThat(times.nanos(1)).isEqualTo(7_000_000);
    assertThat(times.nanos(2)).isEqualTo(250_000);
    assertThat(times.nanos(3)).isEqualTo(5_000_000);
  }

  @Test
  void shouldReplayTheDistributionOfALog() throws IOException {
    Path file = folder.resolve("times.hlog");
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(100, 900);
    histogram.recordValueWithCount(1_000, 100);
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputIntervalHistogram(0, 1, histogram, 1);
      histogram.setTag("other");
      writer.outputIntervalHistogram(0, 1, histogram, 1);
    }
    ServiceTimes times = times("replay:" + file, 3);
    int slow = 0;
    for (int event = 0; event < 100_000; event++) {
      slow += times.nanos(event) > 500_000 ? 1 : 0;
    }
    // 10,000 expected, with a standard error of 95.
    assertThat(slow).isBetween(9_500, 10_500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty.csv | '' | holds no service time",
        "broken.csv | '5ms\nsoon' | line 2 of",
        "negative.csv | '-5ms' | line 1 of",
        "long.csv | '2h' | above an hour",
        "broken.hlog | 'no log at all' | log",
        "empty.hlog | '#[Histogram log format version 1.3]' | holds no untagged value"
      })
  void shouldRefuseAFileThatIsNoReplay(String name, String content, String fault)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> times("replay:" + file, 1))
        .withMessageContaining(fault)
        .withMessageContaining(name);
  }
}
