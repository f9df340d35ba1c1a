package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.theory.PredictionBands;
import weir.core.theory.PredictionBands.Band;
import weir.core.theory.PredictionBands.LinePoint;

@Timeout(10)
class ForecastsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final TimeWindow ALL = new TimeWindow(0, 3_600 * SECOND);

  private final Forecasts forecasts = new Forecasts();

  private static PredictionBands settled(double backlog, double waitSeconds) {
    return new PredictionBands(
        "M/M/c",
        Optional.of(new Band(0, backlog, 2 * backlog, PredictionBands.Kind.QUANTILES)),
        Optional.of(new Band(0, waitSeconds, 2 * waitSeconds, PredictionBands.Kind.QUANTILES)),
        Optional.empty(),
        List.of());
  }

  private static PredictionBands draining(double seconds, double backlog) {
    return new PredictionBands(
        "drain",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new LinePoint(0, backlog), new LinePoint(seconds, 0)));
  }

  @Test
  void shouldShowEachPredictionAtItsTime() {
    forecasts.add(10 * SECOND, settled(4, 0.02));
    forecasts.add(11 * SECOND, settled(6, 0.03));
    assertThat(forecasts.backlog(ALL))
        .containsExactly(new BandPoint(10 * SECOND, 0, 4, 8), new BandPoint(11 * SECOND, 0, 6, 12));
    assertThat(forecasts.micros(LatencyClock.WAIT, ALL))
        .extracting(BandPoint::middle)
        .containsExactly(20_000.0, 30_000.0);
    assertThat(forecasts.micros(LatencyClock.RESPONSE, ALL)).isEmpty();
    assertThat(forecasts.micros(LatencyClock.SERVICE, ALL)).isEmpty();
    assertThat(forecasts.backlogModel()).isEqualTo("M/M/c");
    assertThat(forecasts.model(LatencyClock.WAIT)).isEqualTo("M/M/c");
    assertThat(forecasts.model(LatencyClock.RESPONSE)).isEmpty();
  }

  @Test
  void shouldLeaveAGapWhereNothingWasPredicted() {
    forecasts.add(10 * SECOND, settled(4, 0.02));
    forecasts.add(11 * SECOND, draining(5, 10));
    forecasts.add(12 * SECOND, settled(4, 0.02));
    forecasts.add(20 * SECOND, settled(4, 0.02));
    assertThat(forecasts.backlog(ALL))
        .extracting(point -> Double.isNaN(point.middle()))
        .containsExactly(false, true, false, true, false);
  }

  @Test
  void shouldGiveOnlyWhatAWindowShows() {
    for (int second = 0; second < 100; second++) {
      forecasts.add(second * SECOND, settled(second, 0.01));
    }
    assertThat(forecasts.backlog(new TimeWindow(50 * SECOND, 60 * SECOND)))
        .extracting(BandPoint::middle)
        .contains(50.0, 60.0)
        .doesNotContain(40.0, 70.0);
  }

  @Test
  void shouldDrawADrainDownToZeroAndMakeRoomForIt() {
    forecasts.add(10 * SECOND, draining(5, 100));
    assertThat(forecasts.line())
        .extracting(BandPoint::uptimeNanos, BandPoint::middle)
        .containsExactly(tuple(10 * SECOND, 100.0), tuple(15 * SECOND, 0.0));
    assertThat(forecasts.backlogModel()).isEqualTo("drain");
    assertThat(forecasts.aheadNanos(10 * SECOND, 120 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(forecasts.aheadNanos(13 * SECOND, 120 * SECOND)).isEqualTo(2 * SECOND);
    assertThat(forecasts.aheadNanos(16 * SECOND, 120 * SECOND)).isZero();
    assertThat(forecasts.aheadNanos(10 * SECOND, 12 * SECOND)).isEqualTo(3 * SECOND);
    forecasts.add(16 * SECOND, settled(0, 0));
    assertThat(forecasts.line()).isEmpty();
    forecasts.clear();
    assertThat(forecasts.aheadNanos(16 * SECOND, 120 * SECOND)).isZero();
  }
}
