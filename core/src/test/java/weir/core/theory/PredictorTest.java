package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.theory.Assumption.Kind;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Prediction.Model;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PredictorTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static Observation seen(
      double rate, double dispersion, double service, double scv, int c) {
    long events = Math.round(rate * 1000);
    return new Observation(
        arrivals(events, rate, 0.5, dispersion),
        new Observation.Services(events, service, scv, INFINITE),
        c,
        false,
        1024,
        wandering(24, c));
  }

  /** As a queue does that often is empty. */
  private static Observation.Population wandering(long backlog, long inFlight) {
    return new Observation.Population(backlog, inFlight, 0, 0, 100 + backlog);
  }

  private static Observation.Arrivals arrivals(
      long count, double rate, double firstShare, double dispersion) {
    long first = Math.round(count * firstShare);
    return new Observation.Arrivals(count, rate, first, count - first, dispersion, 1000, 0);
  }

  private static Verdict verdict(Prediction prediction, Kind kind) {
    return prediction.assumptions().stream()
        .filter(one -> one.kind() == kind)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static Prediction.Steady steady(Observation seen) {
    return (Prediction.Steady) Predictor.predict(seen);
  }

  @Test
  void shouldTakeTheModelThatTheMeasuredVariabilityCallsFor() {
    Prediction.Steady exponential = steady(seen(5.4, 1.02, .5, 1.03, 3));
    assertThat(exponential.model()).isEqualTo(Model.M_M_C);
    assertThat(exponential.meanResponseSeconds()).isCloseTo(1.8617684, withinPercentage(1e-4));
    assertThat(exponential.p99ResponseSeconds().orElseThrow())
        .isCloseTo(7.933002, withinPercentage(1e-4));
    assertThat(exponential.meanBacklog()).isCloseTo(7.3535492, withinPercentage(1e-4));

    Prediction.Steady fixed = steady(seen(5.4, 1, .5, .0001, 3));
    assertThat(fixed.model()).isEqualTo(Model.M_D_C);
    assertThat(fixed.meanWaitSeconds()).isCloseTo(.688956, withinPercentage(1e-4));
    assertThat(fixed.p99ResponseSeconds()).isEmpty();

    Prediction.Steady variable = steady(seen(5.4, 1, .5, 4, 3));
    assertThat(variable.model()).isEqualTo(Model.M_G_C);
    assertThat(variable.meanWaitSeconds()).isCloseTo(3.38021, withinPercentage(1e-3));
    // The simulated wait is inside the band.
    assertThat(3.2472)
        .isCloseTo(variable.meanWaitSeconds(), withinPercentage(100 * variable.relativeError()));

    assertThat(steady(seen(1.8, 1, .5, 4, 1)).model()).isEqualTo(Model.M_G_1);
    assertThat(steady(seen(1.8, 1, .5, 4, 1)).meanWaitSeconds())
        .isCloseTo(11.25, withinPercentage(1e-4));
  }

  /** Simulated by others: log-normal, and a mix of short and long ones, of the same two moments. */
  @ParameterizedTest
  @CsvSource({
    "4, 1.8, .5, 1, 11.158, .096",
    "4, 5.4, .5, 3, 3.2472, .031",
    "4, 5.4, .5, 3, 3.3267, .050",
    "4, 100, .05, 6, .06281, .0005",
    "4, 100, .05, 6, .06725, .0007",
    ".25, 5.4, .5, 3, .85583, .0044"
  })
  void shouldHoldTheSimulatedWaitWithinItsBand(
      double scv, double lambda, double service, int c, double simulated, double halfWidth) {
    Prediction.Steady prediction = steady(seen(lambda, 1, service, scv, c));
    double band = prediction.relativeError() * prediction.meanWaitSeconds();
    assertThat(prediction.meanWaitSeconds()).isCloseTo(simulated, within(band + 3 * halfWidth));
  }

  @Test
  void shouldSayWhenArrivalsAreNotPoisson() {
    Prediction.Steady even = steady(seen(1.8, 0, .5, 1, 1));
    assertThat(even.model()).isEqualTo(Model.G_G_C);
    assertThat(even.meanWaitSeconds()).isCloseTo(2.25, withinPercentage(1e-4));
    assertThat(verdict(even, Kind.POISSON_ARRIVALS)).isEqualTo(Verdict.DOUBTFUL);
  }

  @Test
  void shouldSayHowLongTheRingLastsUnderOverload() {
    Prediction.Overloaded overloaded =
        (Prediction.Overloaded) Predictor.predict(seen(8, 1, .5, 1, 3));
    assertThat(overloaded.utilisation()).isCloseTo(4.0 / 3, withinPercentage(1e-6));
    // 1,024 slots of which 24 are taken, filled at 8 − 6 a second.
    assertThat(overloaded.ringFullSeconds()).isCloseTo(500, withinPercentage(1e-6));
    assertThat(overloaded.rejectedShare()).isCloseTo(.25, withinPercentage(1e-3));
    assertThat(overloaded.throughputPerSecond()).isCloseTo(6, withinPercentage(1e-3));
    assertThat(verdict(overloaded, Kind.STABLE)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void shouldRejectNothingWhereAQueueHasNoBound() {
    Observation bounded = seen(8, 1, .5, 1, 3);
    Observation unbounded =
        new Observation(
            bounded.arrivals(),
            bounded.services(),
            bounded.workers(),
            false,
            Observation.UNBOUNDED,
            bounded.population());
    Prediction.Overloaded overloaded = (Prediction.Overloaded) Predictor.predict(unbounded);
    assertThat(overloaded.ringFullSeconds()).isInfinite();
    assertThat(overloaded.rejectedShare()).isZero();
    assertThat(overloaded.throughputPerSecond()).isCloseTo(6, withinPercentage(1e-6));
  }

  /** The exercise of the reference, looked at after 150 s: 1,000 at once, 0.5 s each. */
  @ParameterizedTest
  @CsvSource({"1, 250.25", "3, 143.5835"})
  void shouldPredictTheMeanAtTheEndOfADrain(int workersFrom100, double finalMeanSeconds) {
    DrainTimeline timeline =
        DrainTimeline.of(
            new BurstDrain(1_000, .5, 1), List.of(new DrainTimeline.Resize(100, workersFrom100)));
    long ended = 200 + 100L * workersFrom100;
    Observation seen =
        new Observation(
            new Observation.Arrivals(0, 0, 0, 0, Double.NaN, 120, 30),
            new Observation.Services(60, .5, 0, INFINITE),
            workersFrom100,
            false,
            1024,
            wandering(1_000 - ended - workersFrom100, workersFrom100));

    Prediction.Draining left = (Prediction.Draining) Predictor.predict(seen);

    double ages = timeline.cohortMeanAtLeastSeconds(150) * 1_000;
    assertThat((ages + left.remainingEventSeconds()) / 1_000)
        .isCloseTo(finalMeanSeconds, withinPercentage(0.2));
    assertThat(150 + left.emptySeconds()).isCloseTo(timeline.makespanSeconds(), within(.5 + 1e-9));
    assertThat(verdict(left, Kind.NO_ARRIVALS)).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void shouldTakeAQuietMomentForADrainOnlyWhereArrivalsAreMissed() {
    Observation.Services services = new Observation.Services(500, .5, 1, INFINITE);
    // 2/s and 3 s without one: 6 are missed.
    assertThat(
            Predictor.predict(
                new Observation(
                    new Observation.Arrivals(200, 2, 100, 100, 1, 120, 3),
                    services,
                    1,
                    false,
                    1024,
                    wandering(9, 1))))
        .isInstanceOf(Prediction.Draining.class);
    assertThat(
            Predictor.predict(
                new Observation(
                    new Observation.Arrivals(200, 2, 100, 100, 1, 120, 2),
                    services,
                    3,
                    false,
                    1024,
                    wandering(9, 1))))
        .isInstanceOf(Prediction.Steady.class);
  }

  private static Observation saturated(long arrivals, long first, long least, long most) {
    return new Observation(
        arrivals(arrivals, 6, 0.5, .1),
        new Observation.Services(arrivals, .5, 0, INFINITE),
        3,
        false,
        1024,
        new Observation.Population(most - 3, 3, first, least, most));
  }

  /** 50 clients without think time, of the reference: 6/s, 8.33 s. */
  @Test
  void shouldSeeAClosedLoopInAPopulationThatHardlyMoves() {
    Prediction.Closed closed = (Prediction.Closed) Predictor.predict(saturated(180, 49, 48, 50));
    assertThat(closed.clients()).isEqualTo(50);
    assertThat(closed.throughputPerSecond()).isCloseTo(6, withinPercentage(1e-4));
    assertThat(closed.meanResponseSeconds()).isCloseTo(8.3333333, withinPercentage(1e-4));
    assertThat(verdict(closed, Kind.CLOSED_LOOP)).isEqualTo(Verdict.HOLDS);

    // An open queue wanders, a full ring stays full, and idle workers are no closed loop's.
    assertThat(Predictor.predict(saturated(180, 49, 40, 50)))
        .isInstanceOf(Prediction.Overloaded.class);
    assertThat(Predictor.predict(saturated(180, 1025, 1025, 1027)))
        .isInstanceOf(Prediction.Overloaded.class);
    assertThat(Predictor.predict(saturated(180, 3, 3, 4)))
        .isInstanceOf(Prediction.Overloaded.class);
  }

  /** Measured: {@code ab -c 8} on a pool of two threads. */
  @Test
  void shouldSeeAClosedLoopOfFewClientsInWhichSomethingAlwaysWaits() {
    Observation seen =
        new Observation(
            arrivals(1_940, 194, 0.5, .01),
            new Observation.Services(1_940, .0103, .01, INFINITE),
            2,
            false,
            Observation.UNBOUNDED,
            new Observation.Population(6, 2, 8, 4, 8));
    assertThat(((Prediction.Closed) Predictor.predict(seen)).clients()).isEqualTo(8);
  }

  private static Observation ofSix(long arrivals, double dispersion, double scv, long least) {
    return new Observation(
        arrivals(arrivals, 586, 0.5, dispersion),
        new Observation.Services(arrivals, .01, scv, INFINITE),
        6,
        false,
        Observation.UNBOUNDED,
        new Observation.Population(2, 6, 7, least, 8));
  }

  /** Measured: {@code ab -c 8} on a pool of six threads, each of whom is idle now and then. */
  @Test
  void shouldSeeAClosedLoopOfAboutAsManyClientsAsWorkers() {
    Prediction.Closed closed = (Prediction.Closed) Predictor.predict(ofSix(5_860, .3, .05, 4));
    assertThat(closed.clients()).isEqualTo(8);
    assertThat(closed.meanResponseSeconds()).isCloseTo(.01333, withinPercentage(1));

    // Arrivals at a beat with even services wait for nothing in an open queue either, few arrivals
    // make no long queue, and one that wanders is open.
    assertThat(Predictor.predict(ofSix(5_860, 0, 0, 4))).isInstanceOf(Prediction.Steady.class);
    assertThat(Predictor.predict(ofSix(290, .3, .05, 4))).isInstanceOf(Prediction.Steady.class);
    assertThat(Predictor.predict(seen(586, 1, .01, 1, 6))).isInstanceOf(Prediction.Steady.class);
  }

  /**
   * An open queue of that utilisation is never taken for a loop: windows of 400 arrivals,
   * simulated.
   */
  @ParameterizedTest
  @CsvSource({"1, .91", "1, .97", "6, .93", "6, .98", "20, .95"})
  void shouldTakeNoOpenQueueForALoopOfFewClients(int workers, double utilisation) {
    long seed = 20261126;
    SplittableRandom random = new SplittableRandom(seed);
    double rate = utilisation * workers;
    int loops = 0;
    long events = 0;
    for (int window = 0; window < 400; window++) {
      long first = events;
      long least = events;
      long most = events;
      long arrivals = 0;
      long ended = 0;
      while (arrivals < 400) {
        double leaving = Math.min(events, workers);
        if (random.nextDouble() * (rate + leaving) < rate) {
          events++;
          arrivals++;
        } else {
          events--;
          ended++;
        }
        least = Math.min(least, events);
        most = Math.max(most, events);
      }
      Observation seen =
          new Observation(
              arrivals(arrivals, rate, .5, 1),
              new Observation.Services(ended, 1, 1, INFINITE),
              workers,
              false,
              Observation.UNBOUNDED,
              new Observation.Population(
                  Math.max(0, events - workers), Math.min(events, workers), first, least, most));
      loops += Predictor.isClosed(seen) ? 1 : 0;
    }
    assertThat(loops).as("seed %d", seed).isZero();
  }

  /** The first of them came in the window's first half. */
  @Test
  void shouldSeeAClosedLoopThatHasOnlyJustBegun() {
    Observation begun =
        new Observation(
            arrivals(400, 6, 0.5, .1),
            new Observation.Services(400, .5, 0, INFINITE),
            3,
            false,
            1024,
            new Observation.Population(47, 3, 0, 0, 50, 48, 50));
    Prediction.Closed closed = (Prediction.Closed) Predictor.predict(begun);
    assertThat(closed.clients()).isEqualTo(50);
    assertThat(closed.assumptions())
        .anySatisfy(one -> assertThat(one.finding()).isEqualTo("always 48 to 50 in the pipeline"));
  }

  @Test
  void shouldPredictNothingWhereServiceTakesNoTime() {
    Observation seen =
        new Observation(
            arrivals(5_000, 500, 0.5, 1),
            new Observation.Services(5_000, 0, 0, INFINITE),
            3,
            false,
            1024,
            new Observation.Population(10, 3, 13, 12, 14));
    assertThat(((Prediction.None) Predictor.predict(seen)).reason())
        .contains("service takes no time");
  }

  @Test
  void shouldDoubtAQueueThatHasNotSettled() {
    Observation.Services services = new Observation.Services(500, .1, 1, INFINITE);
    Observation draining =
        new Observation(
            arrivals(300, 10, 0.5, 1),
            services,
            2,
            false,
            1024,
            new Observation.Population(300, 2, 500, 302, 500));
    assertThat(verdict(Predictor.predict(draining), Kind.SETTLED)).isEqualTo(Verdict.DOUBTFUL);
    assertThat(verdict(Predictor.predict(seen(1.8, 1, .5, 1, 1)), Kind.SETTLED))
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void shouldRefuseImpossiblePopulations() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation.Population(-1, 0, 0, 0, 0))
        .withMessageContaining("backlog -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation.Population(0, 0, 9, 0, 8))
        .withMessageContaining("most 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation.Population(0, 0, 5, 3, 8, 2, 8))
        .withMessageContaining("2 to 8 events are not within 3 to 8");
  }

  @Test
  void shouldDrainNothingAtOnce() {
    assertThat(new RemainingDrain(0, 0, 1, 0, 3).emptySeconds()).isZero();
    assertThat(new RemainingDrain(0, 0, 1, 0, 3).eventSeconds()).isZero();
    assertThat(new RemainingDrain(0, 2, 1, 1, 3).eventSeconds()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RemainingDrain(-1, 0, 1, 0, 1))
        .withMessageContaining("-1");
  }

  static Stream<Observation> hopeless() {
    Observation.Arrivals steady = arrivals(5000, 5, 0.5, 1);
    Observation.Services light = new Observation.Services(5000, .1, 1, INFINITE);
    return Stream.of(
        // Too few events.
        new Observation(arrivals(50, 5, 0.5, 1), light, 3, false, 1024, wandering(0, 0)),
        // A resize in the window.
        new Observation(steady, light, 3, true, 1024, wandering(0, 0)),
        // Arrivals that have stopped, 3 s or 15 of them ago.
        new Observation(
            new Observation.Arrivals(5000, 5, 2500, 2500, 1, 1000, 3),
            light,
            3,
            false,
            1024,
            wandering(0, 0)),
        // A burst that has drained: everything came in the first half.
        new Observation(arrivals(1000, 2, 1, 1), light, 3, false, 1024, wandering(0, 0)),
        // A tail without a variance.
        new Observation(
            steady, new Observation.Services(5000, .1, 9, 1.5), 3, false, 1024, wandering(0, 0)),
        // A pause.
        new Observation(steady, light, 0, false, 1024, wandering(0, 0)));
  }

  @ParameterizedTest
  @MethodSource("hopeless")
  void shouldPredictNothingAndSayWhy(Observation seen) {
    Prediction prediction = Predictor.predict(seen);
    assertThat(prediction).isInstanceOf(Prediction.None.class);
    assertThat(((Prediction.None) prediction).reason()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseWhatIsNoFigure(double bad) {
    Stream<DoubleFunction<Object>> uses =
        Stream.of(
            x -> new MmcQueue(x, 1, 2),
            x -> new MmcQueue(1, x, 2),
            x -> new MdcQueue(x, 1, 2),
            x -> new MgcQueue(1, 1, x, 2),
            x -> new MmckQueue(x, 1, 2, 3),
            x -> new ClosedLoop(1, x, 1, 1),
            x -> new BurstDrain(1, x, 1),
            x -> new UniversalScalability(1, x, 0),
            x -> new UniversalScalability(1, 0, x),
            x -> new MmcQueue(1, .5, 1).waitQuantileSeconds(x),
            x -> Erlang.b(3, x));
    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> use.apply(bad))
                    .withMessageContaining(Double.toString(bad)));
  }

  @Test
  void shouldRefuseMeansOfAQueueThatNeverSettles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MmcQueue(6, .5, 3))
        .withMessageContaining("utilisation is 1.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Erlang.c(3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new MmcQueue(1, .5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new MmckQueue(1, 1, 3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new BurstDrain(0, 1, 1));
  }
}
