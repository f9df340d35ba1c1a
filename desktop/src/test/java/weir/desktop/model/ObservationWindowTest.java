package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.core.theory.Observation;
import weir.core.theory.Prediction;
import weir.core.theory.Predictor;
import weir.desktop.Snapshots;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObservationWindowTest {

  private final ObservationWindow window = new ObservationWindow();

  private Observation observation() {
    return window.observe(OptionalInt.of(1024)).orElseThrow();
  }

  @Test
  void shouldDoWithoutABoundAResourceAndCohorts() {
    for (int tick = 0; tick <= 200; tick++) {
      window.add(Snapshots.ofExecutor(50L * tick, 4L * tick, 3));
    }
    Observation seen = window.observe(OptionalInt.empty()).orElseThrow();
    assertThat(seen.ringSlots()).isEqualTo(Observation.UNBOUNDED);
    assertThat(seen.workers()).isEqualTo(4);
    assertThat(seen.services().count()).isEqualTo(400);
    Prediction overloaded =
        new Prediction.Overloaded(1.25, Double.POSITIVE_INFINITY, 0, 8, List.of());
    Theory theory = Theory.of(overloaded, Double.NaN, 0, Optional.empty());
    assertThat(theory.headline())
        .isEqualTo("Utilisation 1.25: the backlog grows for as long as that lasts");
    assertThat(theory.arrivals()).isEmpty();
    Prediction draining = new Prediction.Draining(13.4, 24_500, List.of());
    assertThat(Theory.of(draining, Double.NaN, 0, Optional.empty()).headline())
        .isEqualTo("If nothing else arrives, empty in 13.4 s");
  }

  @Test
  void shouldNeedTwoSnapshots() {
    assertThat(window.observe(OptionalInt.of(1024))).isEmpty();
    window.add(Snapshots.at(0, 0, 0, 1));
    assertThat(window.observe(OptionalInt.of(1024))).isEmpty();
    window.add(Snapshots.at(500, 5, 0, 1));
    assertThat(observation().arrivals().count()).isEqualTo(5);
    assertThat(observation().arrivals().perSecond()).isCloseTo(10, within(1e-9));
  }

  @Test
  void shouldTellPoissonArrivalsFromEvenOnes() {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    long poisson = 0;
    ObservationWindow even = new ObservationWindow();
    for (int tick = 0; tick <= 600; tick++) {
      window.add(Snapshots.at(50L * tick, poisson, 0, 1));
      even.add(Snapshots.at(50L * tick, 10L * tick, 0, 1));
      for (int trial = 0; trial < 1_000; trial++) {
        poisson += random.nextDouble() < 0.01 ? 1 : 0;
      }
    }
    // 120 slices: the standard error of the dispersion is 0.13.
    assertThat(observation().arrivals().dispersion()).as("seed %d", seed).isBetween(0.5, 1.5);
    assertThat(observation().arrivals().perSecond()).isCloseTo(200, withinPercentage(10));
    Observation steady = even.observe(OptionalInt.of(1024)).orElseThrow();
    assertThat(steady.arrivals().dispersion()).isCloseTo(0, within(1e-9));
    assertThat(steady.arrivals().firstHalf()).isCloseTo(steady.arrivals().secondHalf(), within(1L));
  }

  @Test
  void shouldForgetWhatIsOlderThanTheWindowAndStartAfreshOnReset() {
    for (int second = 0; second <= 100; second++) {
      window.add(Snapshots.at(1_000L * second, second < 50 ? second * 100L : 4_900, 0, 1));
    }
    assertThat(observation().arrivals().count()).isZero();
    window.add(Snapshots.of(101_000, 0, 0, 1, 1, 1, new Histogram(3)));
    assertThat(window.observe(OptionalInt.of(1024))).isEmpty();
  }

  @Test
  void shouldNoticeThatTheWorkersChanged() {
    window.add(Snapshots.at(0, 0, 0, 1));
    window.add(Snapshots.at(1_000, 10, 0, 1));
    assertThat(observation().workersChanged()).isFalse();
    window.add(Snapshots.at(2_000, 20, 0, 3));
    assertThat(observation().workersChanged()).isTrue();
    assertThat(observation().workers()).isEqualTo(3);
  }

  @Test
  void shouldPutPredictionsIntoWords() {
    Prediction none = Predictor.predict(observationOf(10));
    assertThat(Theory.of(none, Double.NaN, 0, Optional.of(Arrivals.of(List.of()))).headline())
        .isEqualTo("No prediction: 10 events in the window, 100 are needed");
    LatencySummary ended = new LatencySummary(300, 75.25e6, 0, 0, 0, 0, 0);
    Cohort cohort =
        new Cohort(0, 0, 1_000, Latencies.generate(() -> Optional.of(ended)), 127.575e6);
    Theory steady =
        Theory.of(
            Predictor.predict(observationOf(5_400)),
            1.79,
            18_000,
            Optional.of(Arrivals.of(List.of(cohort))));
    assertThat(steady.headline())
        .isEqualTo(
            "M/M/c predicts a mean response of 1.86 s, measured 1.79 s · utilisation 0.90 · backlog"
                + " 7.4");
    assertThat(steady.arrivals()).isEqualTo("all that arrived: mean at least 128 s");
    assertThat(steady.basis())
        .startsWith("✗ spoiled: the machine stood still for 18.0 ms")
        .contains("✓ 5400 events", "✓ utilisation 0.900");
  }

  @Test
  void shouldPutDrainsAndClosedLoopsIntoWords() {
    Prediction draining = new Prediction.Draining(13.4, 24_500, List.of());
    // 1,000 arrived, whose ages sum up to 0.1 s each; 24.5 s each are still to come.
    assertThat(
            Theory.of(draining, Double.NaN, 0, Optional.of(new Arrivals(1_000, 0, 1e5))).headline())
        .isEqualTo(
            "If nothing else arrives, empty in 13.4 s; then the mean response of all that arrived"
                + " is 24.6 s");
    Prediction closed = new Prediction.Closed(50, 60, 0.8333, List.of());
    assertThat(Theory.of(closed, 0.846, 0, Optional.of(Arrivals.of(List.of()))).headline())
        .isEqualTo(
            "A closed loop of 50 clients: theory predicts 60.0/s and a mean response of 833 ms,"
                + " measured 846 ms");
  }

  @Test
  void shouldLeaveOutTheTimeBeforeALoad() {
    for (int second = 0; second <= 20; second++) {
      window.add(Snapshots.at(1_000L * second, second < 10 ? 0 : 50L * (second - 9), 0, 1));
    }
    assertThat(observation().arrivals().perSecond()).isCloseTo(50, withinPercentage(1));
    assertThat(observation().arrivals().intervals()).isEqualTo(11);
  }

  @Test
  void shouldTakeTheBusyTimeThatWorkersMeasure() {
    for (int tick = 0; tick <= 20; tick++) {
      // No event is at a worker whenever it is looked, and yet they are busy for most of the time.
      Snapshot seen = Snapshots.at(50L * tick, 10L * tick, 3, 2);
      window.add(Snapshots.worked(seen, 80_000_000L * tick, 100_000_000L * tick));
    }
    assertThat(busyShare()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void shouldTakeTheEventsAtWorkersWhereNobodyMeasuresThat() {
    for (int tick = 0; tick <= 20; tick++) {
      window.add(Snapshots.ofExecutor(50L * tick, 10L * tick, 3));
    }
    assertThat(busyShare()).isCloseTo(1, within(1e-9));
  }

  private double busyShare() {
    return window.measure(OptionalInt.of(1024)).orElseThrow().busyShare().orElseThrow();
  }

  @Test
  void shouldTellTheRangeOfThePopulation() {
    window.add(Snapshots.at(0, 0, 40, 1));
    window.add(Snapshots.at(100, 10, 47, 1));
    window.add(Snapshots.at(1_000, 30, 31, 1));
    window.add(Snapshots.at(2_000, 30, 35, 1));
    assertThat(observation().population())
        .isEqualTo(new Observation.Population(35, 0, 40, 31, 47, 31, 35));
  }

  private static Observation observationOf(long events) {
    return new Observation(
        new Observation.Arrivals(events, 5.4, events / 2, events - events / 2, 1, 100, 0),
        new Observation.Services(events, 0.5, 1, Double.POSITIVE_INFINITY),
        3,
        false,
        1024,
        new Observation.Population(0, 0, 0, 0, 20));
  }
}
