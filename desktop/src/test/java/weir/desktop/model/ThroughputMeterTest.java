package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ThroughputMeterTest {

  private final ThroughputMeter meter = new ThroughputMeter();

  @Test
  void shouldBeUnknownUntilSamplesSpanTheWindow() {
    assertThat(add(0, 0)).isNaN();
    assertThat(add(950, 95)).isNaN();
    assertThat(add(1_000, 100)).isEqualTo(100);
  }

  @Test
  void shouldBeDeltaCompletedOverDeltaUptime() {
    double rate = Double.NaN;
    for (int tick = 0; tick <= 40; tick++) {
      rate = add(tick * 50L, tick * 500L);
    }
    assertThat(rate).isEqualTo(10_000);
  }

  @Test
  void shouldReadASlowSteadyRateWithoutFlicker() {
    for (int tick = 0; tick <= 200; tick++) {
      long millis = tick * 50L;
      double rate = add(millis, 3 * (millis / 500)); // three workers in step: 6/s
      if (millis >= 1_500) {
        assertThat(rate).as("at %d ms", millis).isEqualTo(6, within(0.01));
      }
    }
  }

  @Test
  void shouldForgetWhatIsOlderThanTheWindow() {
    long completed = 0;
    double rate = Double.NaN;
    for (int tick = 0; tick <= 100; tick++) {
      completed += tick <= 40 ? 5 : 50;
      rate = add(tick * 50L, completed);
    }
    assertThat(rate).isEqualTo(1_000, within(0.01));
  }

  @Test
  void shouldFallToZeroOnceNothingCompletes() {
    for (int tick = 0; tick <= 40; tick++) {
      add(tick * 50L, tick * 10L);
    }
    double before = 200;
    for (int tick = 41; tick <= 70; tick++) {
      double rate = add(tick * 50L, 400);
      assertThat(rate).isLessThanOrEqualTo(before);
      before = rate;
    }
    assertThat(before).isZero();
  }

  @Test
  void shouldRestartWhenTheLedgerDoes() {
    for (int tick = 0; tick <= 40; tick++) {
      add(tick * 50L, tick * 100L);
    }
    assertThat(add(2_050, 0)).as("no rate across a reset, and no negative one").isNaN();
    assertThat(add(3_100, 210)).isEqualTo(200);
  }

  @Test
  void shouldAverageOverAGapOfMergedSnapshots() {
    add(0, 0);
    add(50, 5);
    assertThat(add(10_050, 1_005)).isEqualTo(100, within(0.1));
  }

  private double add(long millis, long completed) {
    return meter.add(TimeUnit.MILLISECONDS.toNanos(millis), completed);
  }
}
