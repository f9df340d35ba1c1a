package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.settings.FileChoice;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServiceTimesTest {

  private static final int DRAWS = 1_000_000;

  private static ServiceTimes times(String distribution, long seed) {
    ResourceSettings settings = ResourceSettings.fixed(Duration.ofMillis(10));
    settings = ResourceText.with(settings, "seed", Long.toString(seed));
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
  void shouldReplayAListInOrderOverAndOver() {
    RecordedTimes recorded =
        RecordedTimes.inOrder(new long[] {5_000_000, 7_000_000, 250_000}, "ms", "column 1");
    ServiceTimes times = recorded.times(new EventRandom(1));
    assertThat(times.nanos(0)).isEqualTo(5_000_000);
    assertThat(times.nanos(1)).isEqualTo(7_000_000);
    assertThat(times.nanos(2)).isEqualTo(250_000);
    assertThat(times.nanos(3)).isEqualTo(5_000_000);
    assertThat(recorded.summary().meanNanos()).isCloseTo(12_250_000 / 3.0, within(1e-6));
    assertThat(recorded.summary().maxNanos()).isEqualTo(7_000_000);
  }

  /** Neither to the bottom of a bucket nor to its top, however coarse it is. */
  @Test
  void shouldDrawFromBucketsWithoutBias() {
    RecordedTimes recorded =
        RecordedTimes.drawn(
            new double[] {0, 1_000, 5_000},
            new double[] {500, 2_000, 5_000},
            new long[] {3, 1, 6},
            "µs",
            "hold",
            "");
    ServiceTimes times = recorded.times(new EventRandom(3));
    double sum = 0;
    int[] seen = new int[3];
    for (int event = 0; event < DRAWS; event++) {
      double nanos = times.nanos(event);
      sum += nanos;
      seen[nanos <= 500 ? 0 : nanos <= 2_000 ? 1 : 2]++;
      assertThat(nanos <= 500 || (nanos >= 1_000 && nanos <= 2_000) || nanos == 5_000).isTrue();
    }
    assertThat(recorded.summary().meanNanos()).isCloseTo(3_225, within(1e-9));
    assertThat(sum / DRAWS).isCloseTo(3_225, withinPercentage(0.5));
    // Standard errors of 460, 300 and 490.
    assertThat(seen[0]).isBetween(297_500, 302_500);
    assertThat(seen[1]).isBetween(98_500, 101_500);
  }

  @Test
  void shouldRefuseTimesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordedTimes.inOrder(new long[0], "ms", ""))
        .withMessageContaining("no service time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordedTimes.inOrder(new long[] {-1}, "ms", ""))
        .withMessageContaining("below 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RecordedTimes.inOrder(new long[] {2 * ResourceSettings.MAX_NANOS}, "ms", ""))
        .withMessageContaining("above an hour");
  }

  /** Core has no reader: that is the program's. */
  @Test
  void shouldRefuseAReplayWithoutAReader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayReader.installed().read(FileChoice.parse("a.csv", List.of())))
        .withMessageContaining("a.csv")
        .withMessageContaining("weir-http");
  }
}
