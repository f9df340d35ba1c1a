package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private static List<Long> times(Schedule schedule) {
    List<Long> times = new ArrayList<>();
    for (long next = schedule.nextNanos(); next != Schedule.END; next = schedule.nextNanos()) {
      times.add(next);
    }
    return times;
  }

  @Test
  void shouldSpaceAConstantLoadEvenly() {
    assertThat(times(Schedule.constant(4).upTo(100, SECOND)))
        .containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4);
    assertThat(times(Schedule.constant(4).upTo(2, SECOND))).containsExactly(0L, SECOND / 4);
    // Rounding does not add up.
    List<Long> thirds = times(Schedule.constant(3).upTo(3_000_001, 2_000_000 * SECOND));
    assertThat(thirds.get(3_000_000)).isEqualTo(1_000_000 * SECOND);
  }

  @Test
  void shouldMakePoissonArrivals() {
    List<Long> times = times(Schedule.poisson(1_000, 7).upTo(200_000, Long.MAX_VALUE));
    assertThat(times).isSorted();
    double meanGap = times.get(times.size() - 1) / (double) times.size();
    assertThat(meanGap).isCloseTo(1e6, withinPercentage(1));
    double squares = 0;
    for (int index = 1; index < times.size(); index++) {
      double gap = times.get(index) - times.get(index - 1);
      squares += gap * gap;
    }
    // Exponential gaps: the mean square is twice the squared mean.
    assertThat(squares / times.size()).isCloseTo(2e12, withinPercentage(3));
    assertThat(times(Schedule.poisson(1_000, 7).upTo(200_000, Long.MAX_VALUE))).isEqualTo(times);
    assertThat(times(Schedule.poisson(1_000, 8).upTo(10, Long.MAX_VALUE)))
        .isNotEqualTo(times.subList(0, 10));
  }

  @Test
  void shouldMakeBursts() {
    assertThat(times(Schedule.burst(3))).containsExactly(0L, 0L, 0L);
    assertThat(times(Schedule.bursts(2, 10).upTo(5, Long.MAX_VALUE)))
        .containsExactly(0L, 0L, 10L, 10L, 20L);
  }

  @Test
  void shouldStepFromRateToRate() {
    List<Long> times = times(Schedule.steps(List.of(1_000.0, 0.0, 3_000.0), 10 * SECOND, 3));
    long first = times.stream().filter(time -> time < 10 * SECOND).count();
    long second = times.stream().filter(time -> time >= 10 * SECOND && time < 20 * SECOND).count();
    // 10,000 and 30,000 expected, with standard errors of 100 and 173.
    assertThat(first).isBetween(9_500L, 10_500L);
    assertThat(second).isZero();
    assertThat(times.size() - first).isBetween(29_000L, 31_000L);
    assertThat(times).isSorted().last().matches(time -> time < 30 * SECOND);
  }

  @Test
  void shouldReplayATrace() throws Exception {
    Path file = Files.writeString(folder.resolve("trace.csv"), "time\n0\n# quiet\n0.25\n1s\n");
    assertThat(times(Schedule.replay(TraceFile.read(file))))
        .containsExactly(0L, SECOND / 4, SECOND);
  }

  @Test
  void shouldReplayATraceFasterOrSlower() {
    long[] trace = {0, SECOND, SECOND, 3 * SECOND};
    assertThat(times(Schedule.replay(trace).atSpeed(2)))
        .containsExactly(0L, SECOND / 2, SECOND / 2, 3 * SECOND / 2);
    assertThat(times(Schedule.replay(trace).atSpeed(0.5)))
        .containsExactly(0L, 2 * SECOND, 2 * SECOND, 6 * SECOND);
    for (double speed : new double[] {0, -1, Double.NaN, 1_001, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schedule.replay(trace).atSpeed(speed))
          .withMessageContaining("0.001 to 1000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | holds no arrival time",
        "'0.5\nlater' | line 2 of",
        "'2\n1' | line 2 of",
        "'-1' | line 1 of"
      })
  void shouldNameTheLineOfABrokenTrace(String content, String fault) throws IOException {
    Path file = Files.writeString(folder.resolve("trace.csv"), content);
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> TraceFile.read(file))
        .withMessageContaining(fault)
        .withMessageContaining("trace.csv");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseARateThatIsNone(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.constant(rate))
        .withMessageContaining("a rate must be above 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.poisson(rate, 1));
  }
}
