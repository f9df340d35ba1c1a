package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers computed independently, and means of simulations with their half-widths. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class QueueVectorsTest {

  /** Relative 1e-6, in per cent. */
  private static final double EXACT = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "3, 2.7, .30873841",
    "6, 5, .19184726",
    "1, .9, .47368421",
    "100, 90, .026957380",
    "0, 5, 1"
  })
  void shouldGiveErlangB(int servers, double offered, double expected) {
    assertThat(Erlang.b(servers, offered)).isCloseTo(expected, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8, 2, 1, .9, 4.5, 5.0, 4.5236, .024",
    "1.8, 2, 2, .27931034, .12695925, .62695925, .127077, .0003",
    "1.8, 2, 3, .070028818, .016673528, .51667353, .016677, .00005",
    "5.4, 2, 3, .81706102, 1.3617684, 1.8617684, 1.3699, .0077",
    "4, 2, 3, .44444444, .22222222, .72222222, ,",
    "100, 20, 6, .58751645, .029375823, .079375823, .029469, .000125",
    "100, 20, 8, .16726651, .0027877751, .052787775, .0027985, .000012",
    "90, 1, 100, .21694048, .021694048, 1.021694, ,"
  })
  void shouldGiveMeansOfExponentialService(
      double lambda,
      double mu,
      int servers,
      double waits,
      double wait,
      double response,
      @Nullable Double simulated,
      @Nullable Double halfWidth) {
    MmcQueue queue = new MmcQueue(lambda, 1 / mu, servers);
    assertThat(queue.waitProbability()).isCloseTo(waits, withinPercentage(EXACT));
    assertThat(queue.meanWaitSeconds()).isCloseTo(wait, withinPercentage(EXACT));
    assertThat(queue.meanResponseSeconds()).isCloseTo(response, withinPercentage(EXACT));
    if (simulated != null && halfWidth != null) {
      assertThat(queue.meanWaitSeconds()).isCloseTo(simulated, within(3 * halfWidth));
    }
    assertThat(queue.meanBacklog()).isCloseTo(lambda * wait, withinPercentage(EXACT));
    assertThat(queue.meanInSystem()).isCloseTo(lambda * response, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8, 2, 1, 2.938933, 10.98612, 14.45186, 22.49905, 34.01197",
    "1.8, 2, 2, 0, .4668879, .7819548, 1.513517, 2.560147",
    "1.8, 2, 3, 0, 0, .08021044, .4634099, 1.011644",
    "5.4, 2, 3, .8185095, 3.500906, 4.656151, 7.338548, 11.17619",
    "100, 20, 6, .008064807, .0885367, .1231941, .203666, .3187952",
    "100, 20, 8, 0, .008573637, .02012609, .04695005, .08532647",
    "90, 1, 100, 0, .07744528, .14676, .3077038, .5379623"
  })
  void shouldGiveQuantilesOfTheWait(
      double lambda,
      double mu,
      int servers,
      double p50,
      double p90,
      double p95,
      double p99,
      double p999) {
    MmcQueue queue = new MmcQueue(lambda, 1 / mu, servers);
    assertThat(queue.waitQuantileSeconds(.5)).isCloseTo(p50, withinPercentage(EXACT));
    assertThat(queue.waitQuantileSeconds(.9)).isCloseTo(p90, withinPercentage(EXACT));
    assertThat(queue.waitQuantileSeconds(.95)).isCloseTo(p95, withinPercentage(EXACT));
    assertThat(queue.waitQuantileSeconds(.99)).isCloseTo(p99, withinPercentage(EXACT));
    assertThat(queue.waitQuantileSeconds(.999)).isCloseTo(p999, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8, 2, 1, 3.465736, 11.51293, 14.97866, 23.02585, 34.53878",
    "1.8, 2, 2, .4553996, 1.412939, 1.804415, 2.687989, 3.915342",
    "1.8, 2, 3, .3638071, 1.179915, 1.527686, 2.333268, 3.484723",
    "5.4, 2, 3, 1.37791, 4.094591, 5.250456, 7.933002, 11.77065",
    "4, 2, 3, .54370644, 1.5922025, , 2.9455873, ",
    "100, 20, 6, .06203128, .1700238, .2123571, .3065887, .4359906",
    "100, 20, 8, .03781579, .1191123, .1537944, .2342742, .3494037",
    "90, 1, 100, .7169286, 2.326404, 3.019551, 4.628989, 6.931574"
  })
  void shouldGiveQuantilesOfTheResponse(
      double lambda,
      double mu,
      int servers,
      double p50,
      double p90,
      @Nullable Double p95,
      double p99,
      @Nullable Double p999) {
    MmcQueue queue = new MmcQueue(lambda, 1 / mu, servers);
    assertThat(queue.responseQuantileSeconds(.5)).isCloseTo(p50, withinPercentage(EXACT));
    assertThat(queue.responseQuantileSeconds(.9)).isCloseTo(p90, withinPercentage(EXACT));
    assertThat(queue.responseQuantileSeconds(.99)).isCloseTo(p99, withinPercentage(EXACT));
    if (p95 != null && p999 != null) {
      assertThat(queue.responseQuantileSeconds(.95)).isCloseTo(p95, withinPercentage(EXACT));
      assertThat(queue.responseQuantileSeconds(.999)).isCloseTo(p999, withinPercentage(EXACT));
    }
  }

  @Test
  void shouldGiveTailProbabilities() {
    // P(response > 1 s) of M/M/1 is exp(−(µ − λ) t): .81873075.
    assertThat(new MmcQueue(1.8, .5, 1).responseExceeds(1))
        .isCloseTo(.81873075, withinPercentage(EXACT));
    assertThat(new MmcQueue(5.4, .5, 3).responseExceeds(1))
        .isCloseTo(.61795730, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8, .5, 1, 2.25, 2.2400, .0097, 2.25, 2.25",
    "1.8, .5, 2, .06803444, .067975, .00005, .06347962, .06770239",
    "1.8, .5, 3, .01004718, .010047, .00002, .008336764, .0102487",
    "5.4, .5, 3, .688956, .68565, .0032, .6808842, .68832",
    "100, .05, 6, .01527005, .015227, .00005, .01468791, .01527404",
    "100, .05, 8, .001616196, .0016112, .000005, .001393888, .001605798"
  })
  void shouldGiveMeansOfFixedService(
      double lambda,
      double service,
      int servers,
      double exact,
      double simulated,
      double halfWidth,
      double allenCunneen,
      double cosmetatos) {
    MdcQueue queue = new MdcQueue(lambda, service, servers);
    assertThat(queue.meanWaitSeconds()).isCloseTo(exact, withinPercentage(EXACT));
    assertThat(queue.meanWaitSeconds()).isCloseTo(simulated, within(3 * halfWidth));
    assertThat(queue.cosmetatosMeanWaitSeconds()).isCloseTo(cosmetatos, withinPercentage(EXACT));
    assertThat(new MgcQueue(lambda, service, 0, servers).allenCunneenMeanWaitSeconds(1))
        .isCloseTo(allenCunneen, withinPercentage(EXACT));
    assertThat(new MgcQueue(lambda, service, 0, servers).meanWaitSeconds())
        .isCloseTo(exact, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1.8, .5, 1, 11.25, 11.25",
    "4, 5.4, .5, 3, 3.40442, 3.38021",
    "4, 100, .05, 6, .0734396, .0716931",
    ".25, 5.4, .5, 3, .851105, .857159"
  })
  void shouldApproximateAnyService(
      double scv,
      double lambda,
      double service,
      int servers,
      double allenCunneen,
      double interpolated) {
    MgcQueue queue = new MgcQueue(lambda, service, scv, servers);
    // The file has six digits.
    assertThat(queue.allenCunneenMeanWaitSeconds(1))
        .isCloseTo(allenCunneen, withinPercentage(2e-4));
    assertThat(queue.meanWaitSeconds()).isCloseTo(interpolated, withinPercentage(2e-4));
  }

  /** One server's response time is exponential; it exceeded at most 745 service times before. */
  @ParameterizedTest
  @ValueSource(doubles = {.5, .9, .99, .993, .995, .999, .9999})
  void shouldGiveResponsesOfManyServiceTimes(double utilisation) {
    MmcQueue queue = new MmcQueue(2 * utilisation, .5, 1);
    double mean = .5 / (1 - utilisation);
    assertThat(queue.responseQuantileSeconds(.99))
        .isCloseTo(mean * Math.log(100), withinPercentage(EXACT));
    assertThat(queue.responseQuantileSeconds(.999))
        .isCloseTo(mean * Math.log(1000), withinPercentage(EXACT));
    for (double seconds : new double[] {0, 1, 360, 1_000, 100_000}) {
      assertThat(queue.responseExceeds(seconds))
          .isCloseTo(Math.exp(-seconds / mean), withinPercentage(EXACT));
    }
  }

  /** Far out a response is a wait and next to nothing. */
  @ParameterizedTest
  @CsvSource({"2, 1.999", "8, 7.999", "64, 63.995"})
  void shouldGiveResponsesOfManyServiceTimesBySeveralServers(int servers, double offered) {
    MmcQueue queue = new MmcQueue(offered, 1, servers);
    double wait = queue.waitQuantileSeconds(.99);
    assertThat(queue.responseQuantileSeconds(.99)).isBetween(wait, wait + 2);
  }

  @Test
  void shouldMeetTheExactSeriesAtHighUtilisation() {
    double exact = new MdcQueue(3 * .95, 1, 3).meanWaitSeconds();
    double approximate = new MdcQueue(3 * .95, 1, 3).cosmetatosMeanWaitSeconds();
    assertThat(approximate).isCloseTo(exact, withinPercentage(.1));
    assertThat(exact).isNotCloseTo(approximate, withinPercentage(.01));
    assertThat(new MdcQueue(3 * .9999, 1, 3).meanWaitSeconds()).isGreaterThan(exact * 50);
  }

  /** Two servers at 0.985 took 112 million terms, 64 servers at 0.98 take two. */
  @Test
  void shouldSumNoMoreTermsThanAPictureHasTimeFor() {
    MdcQueue few = new MdcQueue(2 * .985, 1, 2);
    assertThat(few.meanWaitSeconds()).isEqualTo(few.cosmetatosMeanWaitSeconds());
    MdcQueue many = new MdcQueue(64 * .98, 1, 64);
    assertThat(many.cosmetatosMeanWaitSeconds() / many.meanWaitSeconds())
        .isCloseTo(1.004958, within(1e-5));
  }

  /** Computed with sixty digits. */
  @ParameterizedTest
  @CsvSource({
    ".01, 3.72007597602e-44, 2.18832193592e-06",
    ".1, 4.5422618467e-05, .00684133272516",
    ".9, 4.17865942215, 5.38304951847",
    ".99, 49.1677859881, 61.6257551369",
    ".99999, 49999.1666678, 62499.1250008",
    ".9999999, 4999999.16667, 6249999.125"
  })
  void shouldGiveQueuesWithRegularArrivalsAtAnyUtilisation(
      double utilisation, double even, double dealtOut) {
    assertThat(ErlangArrivals.evenMeanWaitSeconds(utilisation, 1))
        .isCloseTo(even, withinPercentage(EXACT));
    assertThat(ErlangArrivals.dealtOutMeanWaitSeconds(4 * utilisation, 1, 4))
        .isCloseTo(dealtOut, withinPercentage(EXACT));
    assertThat(ErlangArrivals.dealtOutMeanWaitSeconds(utilisation, 1, 1))
        .isCloseTo(utilisation / (1 - utilisation), withinPercentage(EXACT));
  }

  @Test
  void shouldGiveQueuesWithRegularArrivals() {
    assertThat(ErlangArrivals.evenMeanWaitSeconds(1.8, .5))
        .isCloseTo(2.0893298, withinPercentage(EXACT));
    assertThat(ErlangArrivals.dealtOutMeanWaitSeconds(5.4, .5, 3))
        .isCloseTo(2.8923622, withinPercentage(EXACT));
    // Kingman's bound for D/M/1.
    assertThat(new MgcQueue(1.8, .5, 1, 1).allenCunneenMeanWaitSeconds(0))
        .isCloseTo(2.25, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "5.4, 2, 3, 11, .05146185, 5.122106, 4.9836277, .47296458, .97296458",
    "8, 2, 3, 11, .26166545, 5.9066764, 8.5010002, .93921888, 1.4392189",
    "8, 2, 3, 67, .25, 6.0, 64.0, 10.166667, 10.666667",
    "5.4, 2, 3, 3, .30873841, 3.7328126, 1.8664063, 0, .5"
  })
  void shouldGiveAFiniteRing(
      double lambda,
      double mu,
      int servers,
      int capacity,
      double full,
      double throughput,
      double inSystem,
      double wait,
      double response) {
    MmckQueue queue = new MmckQueue(lambda, 1 / mu, servers, capacity);
    assertThat(queue.fullProbability()).isCloseTo(full, withinPercentage(EXACT));
    assertThat(queue.throughputPerSecond()).isCloseTo(throughput, withinPercentage(EXACT));
    assertThat(queue.meanInSystem()).isCloseTo(inSystem, withinPercentage(EXACT));
    assertThat(queue.meanWaitSeconds()).isCloseTo(wait, within(1e-6 * (1 + wait)));
    assertThat(queue.meanResponseSeconds()).isCloseTo(response, withinPercentage(EXACT));
  }

  @Test
  void shouldMeetTheSimulatedRing() {
    MmckQueue queue = new MmckQueue(5.4, .5, 3, 11);
    assertThat(queue.fullProbability()).isCloseTo(.05154, within(3 * .0004));
    assertThat(queue.meanInSystem()).isCloseTo(4.989, within(3 * .012));
    assertThat(queue.meanResponseSeconds()).isCloseTo(.97397, within(3 * .0024));
    // A bigger ring at overload loses a little less and makes all others wait ten times as long.
    assertThat(new MmckQueue(8, .5, 3, 67).meanWaitSeconds())
        .isGreaterThan(10 * new MmckQueue(8, .5, 3, 11).meanWaitSeconds());
  }

  @Test
  void shouldSolveALargeRingWithoutOverflow() {
    MmckQueue overloaded = new MmckQueue(20_000, .5, 64, 16_384 + 64);
    assertThat(overloaded.throughputPerSecond()).isCloseTo(128, withinPercentage(EXACT));
    MmckQueue idle = new MmckQueue(1, .5, 64, 16_384 + 64);
    assertThat(idle.fullProbability()).isZero();
    assertThat(idle.meanResponseSeconds()).isCloseTo(.5, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "50, 0, 2, 1, 2, 25",
    "50, 0, 2, 3, 6, 8.3333333",
    "50, 10, 2, 1, 2.0, 15.0",
    "50, 10, 2, 3, 4.6233734, .81461436",
    "50, 10, 2, 6, 4.7601114, .50395594",
    "50, 10, 2, 10, 4.7619022, .50000564"
  })
  void shouldGiveAClosedLoop(
      int clients, double think, double mu, int servers, double throughput, double response) {
    ClosedLoop loop = new ClosedLoop(clients, think, 1 / mu, servers);
    assertThat(loop.throughputPerSecond()).isCloseTo(throughput, withinPercentage(EXACT));
    assertThat(loop.responseSeconds()).isCloseTo(response, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "6, .58751645, .48101779, .21613522",
    "8, .16726651, .091797805, .008327709",
    "10, .036105359, .013282419, .000243276",
    "11, .0150893, .0045448098, 3.74e-5"
  })
  void shouldGiveWaitsForSizing(int servers, double waits, double over10, double over50) {
    MmcQueue queue = new MmcQueue(100, .05, servers);
    assertThat(queue.waitProbability()).isCloseTo(waits, withinPercentage(EXACT));
    assertThat(queue.waitExceeds(.01)).isCloseTo(over10, withinPercentage(EXACT));
    assertThat(queue.waitExceeds(.05)).isCloseTo(over50, withinPercentage(.1));
  }

  @Test
  void shouldSizeAPool() {
    assertThat(Sizing.smallestServers(100, .05, .01, .01)).isEqualTo(11);
    assertThat(Sizing.smallestServers(100, .05, .05, .01)).isEqualTo(8);
    assertThat(Sizing.squareRootServers(100, .05)).isEqualTo(8);
  }

  @Test
  void shouldShowHowLoadAmplifiesAnErrorOfTheServiceTime() {
    assertThat(new MdcQueue(900, .001, 1).meanWaitSeconds())
        .isCloseTo(.0045, withinPercentage(EXACT));
    assertThat(new MdcQueue(900, .00106, 1).meanWaitSeconds())
        .isCloseTo(.0109917, withinPercentage(1e-3));
  }
}
