package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
        events,
        rate,
        events / 2,
        events - events / 2,
        dispersion,
        1000,
        service,
        scv,
        events,
        INFINITE,
        c,
        false,
        1024,
        24);
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

  static Stream<Observation> hopeless() {
    return Stream.of(
        // Too few events.
        new Observation(50, 5, 25, 25, 1, 100, .1, 1, 50, INFINITE, 3, false, 1024, 0),
        // A resize in the window.
        new Observation(5000, 5, 2500, 2500, 1, 100, .1, 1, 5000, INFINITE, 3, true, 1024, 0),
        // A burst: everything came in the first half.
        new Observation(1000, 2, 1000, 0, 1, 100, .1, 1, 1000, INFINITE, 3, false, 1024, 0),
        // A tail without a variance.
        new Observation(5000, 5, 2500, 2500, 1, 100, .1, 9, 5000, 1.5, 3, false, 1024, 0),
        // A pause.
        new Observation(5000, 5, 2500, 2500, 1, 100, .1, 1, 5000, INFINITE, 0, false, 1024, 0));
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
