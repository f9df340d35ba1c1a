package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.desktop.model.TimeWindow;

@Timeout(20)
class AxesTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1, 7, 99, 100, 810, 9_999, 123_456, 5e6})
  void shouldFitEveryValueOnALinearAxisWithFewTicks(double largest) {
    LinearAxis axis = LinearAxis.upTo(largest, 1);
    assertThat(axis.position(0)).isZero();
    assertThat(axis.position(largest)).isBetween(0.0, 1.0);
    assertThat(axis.ticks()).hasSizeBetween(2, 7);
    assertThat(axis.ticks()).extracting(ValueAxis.Tick::label).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2, 3, 64, 1_000})
  void shouldNameWholeNumbersOnlyOnAnAxisOfCounts(double largest) {
    assertThat(LinearAxis.ofCounts(largest, 2).ticks())
        .extracting(ValueAxis.Tick::value)
        .allMatch(value -> value == Math.rint(value));
  }

  @Test
  void shouldFitEveryDurationOnALogAxis() {
    LogAxis axis = LogAxis.over(180, 95_000_000);
    assertThat(axis.position(180)).isBetween(0.0, 0.2);
    assertThat(axis.position(95_000_000)).isBetween(0.8, 1.0);
    assertThat(axis.ticks())
        .extracting(ValueAxis.Tick::label)
        .containsExactly("100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s", "100 s");
  }

  @Test
  void shouldNameMoreOfANarrowLogAxis() {
    assertThat(LogAxis.over(4_000, 30_000).ticks())
        .extracting(ValueAxis.Tick::label)
        .containsExactly("2 ms", "5 ms", "10 ms", "20 ms", "50 ms");
    assertThat(LogAxis.over(0, 0).ticks()).hasSizeGreaterThan(1);
  }

  @Test
  void shouldStandEqualDistancesForEqualFactors() {
    LogAxis axis = LogAxis.over(1_000, 1_000_000);
    double decade = axis.position(10_000) - axis.position(1_000);
    assertThat(axis.position(100_000) - axis.position(10_000)).isEqualTo(decade, within(1e-9));
  }

  @Test
  void shouldNameRoundMoments() {
    TimeWindow window = new TimeWindow(seconds(65), seconds(185));
    assertThat(window.ticks(8))
        .extracting(TimeWindow.Tick::label)
        .containsExactly("1:20", "1:40", "2:00", "2:20", "2:40", "3:00");
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "59, 0:59", "605, 10:05", "3600, 1:00:00", "86399, 23:59:59"})
  void shouldReadLikeAClock(long uptimeSeconds, String clock) {
    assertThat(TimeWindow.clock(seconds(uptimeSeconds))).isEqualTo(clock);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
