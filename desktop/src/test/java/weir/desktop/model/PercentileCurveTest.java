package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.LatencySummary;
import weir.desktop.Snapshots;

@Timeout(20)
class PercentileCurveTest {

  private static Histogram upTo(long count) {
    return Snapshots.micros(LongStream.rangeClosed(1, count).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 9, 10, 99, 100, 1_000, 1_999})
  void shouldEndAtTheLastEventAndNeverFall(long count) {
    PercentileCurve curve = PercentileCurve.of(upTo(count));
    assertThat(curve.points().getLast().micros()).isEqualTo((double) curve.maxMicros());
    assertThat(curve.points().getLast().nines())
        .isEqualTo(Math.log10((double) count), within(1e-9));
    for (int i = 1; i < curve.points().size(); i++) {
      assertThat(curve.points().get(i).nines()).isGreaterThan(curve.points().get(i - 1).nines());
      assertThat(curve.points().get(i).micros())
          .isGreaterThanOrEqualTo(curve.points().get(i - 1).micros());
    }
    assertThat(curve.named().get(2) >= 0).isEqualTo(count >= LatencyPoint.SAMPLES_FOR_P99);
    assertThat(curve.named().get(0) >= 0).isEqualTo(count >= 2);
  }

  @Test
  void shouldReadTheLatencyAtAPercentile() {
    PercentileCurve curve = PercentileCurve.of(upTo(1_000));
    assertThat(curve.micros(PercentileCurve.nines(50))).isEqualTo(500, within(12.0));
    assertThat(curve.micros(1)).isEqualTo(900, within(2.0));
    assertThat(curve.micros(2)).isEqualTo(990, within(2.0));
    assertThat(curve.micros(3)).isEqualTo(1_000, within(1.0));
    assertThat(curve.micros(3.1)).isNaN();
    assertThat(curve.named().subList(0, 4)).containsExactly(500L, 900L, 990L, 999L);
    assertThat(curve.named().get(4)).isEqualTo(LatencyPoint.TOO_FEW);
  }

  @Test
  void shouldDrawTheFiguresThatAreKnownOfAllSinceTheReset() {
    PercentileCurve exact = PercentileCurve.of(upTo(1_000));
    PercentileCurve curve = PercentileCurve.of(LatencySummary.of(upTo(1_000)));
    assertThat(curve.named()).isEqualTo(exact.named());
    assertThat(curve.count()).isEqualTo(1_000);
    assertThat(curve.micros(1)).isEqualTo(900);
    assertThat(curve.micros(0)).isNaN();
    assertThat(curve.maxMicros()).isEqualTo(1_000);
  }

  @Test
  void shouldBeEmptyOfNoEvent() {
    assertThat(PercentileCurve.of(upTo(0))).isEqualTo(PercentileCurve.EMPTY);
    assertThat(PercentileCurve.EMPTY.points()).isEmpty();
    assertThat(PercentileCurve.EMPTY.micros(1)).isNaN();
  }
}
