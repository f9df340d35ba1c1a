package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/**
 * The service times that the mock resource draws, in a simulated queue, against the means and
 * quantiles of an independent simulation: distributions of the same mean and variability make
 * different tails, and these must be the right ones.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServiceTimesInAQueueTest {

  private static final long SEED = 20261124;
  private static final int HALF_WIDTHS = 3;

  private static LongToDoubleFunction seconds(String distribution, double meanSeconds) {
    ResourceSettings settings =
        ResourceSettings.fixed(Duration.ofNanos(Math.round(meanSeconds * 1e9)));
    ServiceTimes times =
        ServiceTimes.of(ResourceText.with(settings, ResourceText.DISTRIBUTION, distribution));
    return event -> times.nanos(event) / 1e9;
  }

  private static void check(
      String what, SimulatedQueue.Estimate here, double there, double halfWidth) {
    double uncertainty = Math.hypot(here.halfWidth(), halfWidth);
    // An interval that is too wide would agree with anything.
    assertThat(uncertainty).as("%s, uncertainty", what).isLessThan(0.1 * there);
    assertThat(here.value())
        .as("%s, seed %d", what, SEED)
        .isCloseTo(there, within(HALF_WIDTHS * uncertainty));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exponential | 1.8 | .5 | 1 | 4.5236 | .024 | 2.938933 | 10.98612 | 22.49905",
        "exponential | 5.4 | .5 | 3 | 1.3699 | .0077 | .8185095 | 3.500906 | 7.338548",
        "exponential | 100 | .05 | 8 | .0027985 | .000012 | | .008573637 | .04695005",
        "fixed | 1.8 | .5 | 1 | 2.2400 | .0097 | 1.503 | 5.364 | 10.89",
        "fixed | 1.8 | .5 | 2 | .067975 | .00005 | | .2818 | .6753",
        "fixed | 1.8 | .5 | 3 | .010047 | .00002 | | | .2757",
        "fixed | 5.4 | .5 | 3 | .68565 | .0032 | .434 | 1.723 | 3.564",
        "fixed | 100 | .05 | 6 | .015227 | .00005 | .00462 | .0447 | .0989",
        "fixed | 100 | .05 | 8 | .0016112 | .000005 | | .00555 | .0251"
      })
  void shouldWaitAsTheReferenceDoes(
      String distribution,
      double lambda,
      double service,
      int servers,
      double mean,
      double halfWidth,
      @Nullable Double p50,
      @Nullable Double p90,
      double p99) {
    SimulatedQueue queue =
        SimulatedQueue.shared(2_000_000, lambda, servers, SEED, seconds(distribution, service));
    check("mean", queue.meanWaitSeconds(), mean, halfWidth);
    // The reference gives quantiles to three or four digits.
    if (p50 != null) {
      check("p50", queue.waitQuantileSeconds(.5), p50, p50 * 1e-3);
    }
    if (p90 != null) {
      check("p90", queue.waitQuantileSeconds(.9), p90, p90 * 1e-3);
    }
    check("p99", queue.waitQuantileSeconds(.99), p99, p99 * 1e-3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lognormal:4 | 1.8 | .5 | 1 | 11.158 | .096 | 67.3 | 121.5",
        "lognormal:4 | 5.4 | .5 | 3 | 3.2472 | .031 | 21.10 | 37.45",
        "lognormal:4 | 100 | .05 | 6 | .06281 | .0005 | .537 | .977",
        "lognormal:.25 | 5.4 | .5 | 3 | .85583 | .0044 | 4.51 | 6.88",
        "bimodal:4,.05 | 5.4 | .5 | 3 | 3.3267 | .050 | 18.57 | 28.87",
        "bimodal:4,.05 | 100 | .05 | 6 | .06725 | .0007 | |"
      })
  void shouldHaveTheTailOfItsDistribution(
      String distribution,
      double lambda,
      double service,
      int servers,
      double mean,
      double halfWidth,
      @Nullable Double p99,
      @Nullable Double p999) {
    SimulatedQueue queue =
        SimulatedQueue.shared(6_000_000, lambda, servers, SEED, seconds(distribution, service));
    check("mean", queue.meanWaitSeconds(), mean, halfWidth);
    if (p99 != null && p999 != null) {
      check("p99", queue.waitQuantileSeconds(.99), p99, p99 * 2e-3);
      check("p99.9", queue.waitQuantileSeconds(.999), p999, p999 * 2e-3);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exponential | 1.3699 | .0077 | 2.914 | .038 | 2.12",
        "lognormal:4 | 3.32 | .06 | 9.73 | .19 | 2.9"
      })
  void shouldWaitLongerWhereEventsAreDealtOut(
      String distribution,
      double pool,
      double poolHalfWidth,
      double dealtOut,
      double dealtOutHalfWidth,
      double ratio) {
    LongToDoubleFunction service = seconds(distribution, .5);
    SimulatedQueue.Estimate shared =
        SimulatedQueue.shared(6_000_000, 5.4, 3, SEED, service).meanWaitSeconds();
    SimulatedQueue.Estimate dealt =
        SimulatedQueue.dealtOut(6_000_000, 5.4, 3, SEED, service).meanWaitSeconds();
    check("pool", shared, pool, poolHalfWidth);
    check("dealt out", dealt, dealtOut, dealtOutHalfWidth);
    assertThat(dealt.value() / shared.value()).isCloseTo(ratio, within(.1 * ratio));
  }

  /** With a fixed service time the next server in turn is the one that is free first. */
  @Test
  void shouldWaitTheSameWhereEventsOfOneLengthAreDealtOut() {
    LongToDoubleFunction service = seconds("fixed", .5);
    double[] shared = SimulatedQueue.shared(100_000, 5.4, 3, SEED, service).waitSeconds();
    double[] dealt = SimulatedQueue.dealtOut(100_000, 5.4, 3, SEED, service).waitSeconds();
    assertThat(dealt).containsExactly(shared, within(1e-9));
  }
}
