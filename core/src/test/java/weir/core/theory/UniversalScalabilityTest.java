package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.theory.UniversalScalabilityFit.Point;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UniversalScalabilityTest {

  private static final double EXACT = 1e-4;

  /** Throughput of a Cisco benchmark at 1 to 32 workers, published by B. Schwartz. */
  private static final double[] CISCO = {
    955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71,
    8646.7, 9047.84, 9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43,
    11518.63, 11806, 12089.37, 12075.41, 12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4,
    12074.39
  };

  private static List<Point> cisco(int... workers) {
    return Arrays.stream(workers).mapToObj(n -> new Point(n, CISCO[n - 1])).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "20, .05, .005, 13.784049, 14, 109.375, 6.5983537, 7, 92.715232",
    "2, .1, .01, 9.486833, 9, 7.1428571, 4.1789083, 4, 5.6338028",
    "40, .06, .06, 3.958114, 4, 84.210526, 2.2852182, 2, 67.79661",
    "995.6486, .02671591, .0007690945, 35.573775, 36, 12342.259, 15.671492, 16, 10048.674"
  })
  void shouldGivePeakAndKnee(
      double one,
      double contention,
      double coherency,
      double peak,
      int peakWorkers,
      double peakThroughput,
      double knee,
      int kneeWorkers,
      double kneeThroughput) {
    UniversalScalability law = new UniversalScalability(one, contention, coherency);
    assertThat(law.peak().orElseThrow()).isCloseTo(peak, withinPercentage(EXACT));
    assertThat(law.peakWorkers()).isEqualTo(peakWorkers);
    assertThat(law.throughputPerSecond(peakWorkers))
        .isCloseTo(peakThroughput, withinPercentage(EXACT));
    assertThat(law.knee().orElseThrow()).isCloseTo(knee, withinPercentage(EXACT));
    assertThat(law.kneeWorkers()).isEqualTo(kneeWorkers);
    assertThat(law.throughputPerSecond(kneeWorkers))
        .isCloseTo(kneeThroughput, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "20, .05, .005, 20, 37.735849, 53.097345, 76.923077, 103.8961, 85.219707, 52.653229",
    "2, .1, .01, 2, 3.5714286, 4.7619048, 6.25, 5.9701493, 4.5649073, 2.6879462",
    "40, .06, .06, 40, 67.79661, 81.081081, 81.967213, 32.076985, 20.519397, 10.376976",
    "995.6486, .02671591, .0007690945, 995.6486, 1936.5809, 2823.0764, 4435.966, 11063.634,"
        + " 12296.062, 11016.685"
  })
  void shouldGiveThroughput(
      double one,
      double contention,
      double coherency,
      double x1,
      double x2,
      double x3,
      double x5,
      double x20,
      double x32,
      double x64) {
    UniversalScalability law = new UniversalScalability(one, contention, coherency);
    double[] expected = {x1, x2, x3, x5, x20, x32, x64};
    int[] workers = {1, 2, 3, 5, 20, 32, 64};
    for (int place = 0; place < workers.length; place++) {
      assertThat(law.throughputPerSecond(workers[place]))
          .isCloseTo(expected[place], withinPercentage(EXACT));
      assertThat(law.serviceSeconds(workers[place]))
          .isCloseTo(workers[place] / expected[place], withinPercentage(EXACT));
    }
  }

  /** The highest throughput there would be if workers could be halved. */
  @ParameterizedTest
  @CsvSource({"20, .05, .005, 109.38496", "2, .1, .01, 7.1495813"})
  void shouldGiveTheThroughputAtThePeakItself(
      double one, double contention, double coherency, double expected) {
    UniversalScalability law = new UniversalScalability(one, contention, coherency);
    assertThat(law.throughputPerSecond(law.peak().orElseThrow()))
        .isCloseTo(expected, withinPercentage(EXACT));
  }

  @Test
  void shouldHaveALimitAndNoPeakWithoutCoherencyCost() {
    UniversalScalability law = new UniversalScalability(20, .05, 0);
    assertThat(law.peak()).isEmpty();
    assertThat(law.limitPerSecond()).isCloseTo(400, withinPercentage(EXACT));
    assertThat(law.throughputPerSecond(64)).isCloseTo(308.43373, withinPercentage(EXACT));
  }

  /** As fits have it that find no coherency cost but for rounding. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-14, 1e-20, 1e-300})
  void shouldGivePeakAndKneeHoweverSmallTheCoherencyCost(double coherency) {
    UniversalScalability law = new UniversalScalability(20, .05, coherency);
    assertThat(law.peakWorkers()).isGreaterThan(1_000_000);
    assertThat(law.knee().orElseThrow()).isCloseTo(19, withinPercentage(EXACT));
    assertThat(law.kneeWorkers()).isEqualTo(19);
    UniversalScalability linear = new UniversalScalability(20, 0, coherency);
    assertThat(linear.peakWorkers()).isGreaterThan(1_000_000);
    assertThat(linear.kneeWorkers()).isGreaterThan(1_000_000);
  }

  @Test
  void shouldSayHowManyWorkersAThroughputTakes() {
    UniversalScalability law = new UniversalScalability(995.6486, .02671591, .0007690945);
    assertThat(law.workersFor(11048).orElseThrow()).isCloseTo(19.9239, withinPercentage(1e-3));
    assertThat(law.workersFor(955).orElseThrow()).isCloseTo(.95806964, withinPercentage(EXACT));
    assertThat(law.workersFor(12_343)).isEmpty();
    assertThat(new UniversalScalability(40, .06, .06).workersFor(400)).isEmpty();
  }

  @Test
  void shouldFitAPublishedSeries() {
    UniversalScalabilityFit fit =
        UniversalScalabilityFit.of(cisco(IntStream.rangeClosed(1, 32).toArray()));
    assertThat(fit.onePerSecond().value()).isCloseTo(995.64888, withinPercentage(EXACT * 10));
    assertThat(fit.onePerSecond().standardError()).isCloseTo(28.7, within(1.5));
    assertThat(fit.contention().value()).isCloseTo(.02671596, withinPercentage(EXACT * 10));
    assertThat(fit.contention().standardError()).isCloseTo(.0045, within(.0003));
    assertThat(fit.coherency().value()).isCloseTo(7.690936e-4, withinPercentage(EXACT * 10));
    assertThat(fit.coherency().standardError()).isCloseTo(8.6e-5, within(5e-6));
    assertThat(fit.law().orElseThrow().peak().orElseThrow()).isCloseTo(35.5738, within(.001));
  }

  /** How far the peaks of many noisy series lie apart is what the fit says of a single one. */
  @Test
  void shouldKnowHowCertainThePeakIs() {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    SplittableRandom random = new SplittableRandom(12);
    int series = 2_000;
    double sum = 0;
    double squares = 0;
    double errors = 0;
    for (int run = 0; run < series; run++) {
      List<Point> points =
          IntStream.of(1, 2, 4, 8, 16, 24, 32, 48)
              .mapToObj(n -> new Point(n, law.throughputPerSecond(n) + random.nextGaussian()))
              .toList();
      UniversalScalabilityFit.Estimate peak =
          UniversalScalabilityFit.of(points).peak().orElseThrow();
      sum += peak.value();
      squares += peak.value() * peak.value();
      errors += peak.standardError();
    }
    double mean = sum / series;
    assertThat(mean).isCloseTo(law.peak().orElseThrow(), withinPercentage(1));
    assertThat(errors / series)
        .isCloseTo(Math.sqrt(squares / series - mean * mean), withinPercentage(10));
  }

  @Test
  void shouldShowWhatFewerPointsAreWorth() {
    UniversalScalabilityFit few = UniversalScalabilityFit.of(cisco(1, 2, 3, 4, 5, 6));
    assertThat(few.coherency().value()).isNegative();
    assertThat(few.law()).isEmpty();
    assertThat(few.peak()).isEmpty();
    UniversalScalabilityFit twelve =
        UniversalScalabilityFit.of(cisco(IntStream.rangeClosed(1, 12).toArray()));
    assertThat(twelve.peak().orElseThrow().value()).isCloseTo(22.2, within(.05));
    UniversalScalabilityFit geometric = UniversalScalabilityFit.of(cisco(1, 2, 4, 8, 16, 32));
    assertThat(geometric.peak().orElseThrow().value()).isCloseTo(34.4, within(.05));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UniversalScalabilityFit.of(cisco(1, 2, 2, 1)))
        .withMessageContaining("3 different");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 250.25, 500",
    "2, 140.28, 280",
    "3, 105.31521, 210.42",
    "5, 80.4, 160",
    "9, 70.63056, 141.12",
    "10, 70.7, 140",
    "20, 85.425, 167.5",
    "50, 159.6, 304"
  })
  void shouldGiveARetrogradeDrain(int workers, double mean, double makespan) {
    double service = new UniversalScalability(2, .1, .01).serviceSeconds(workers);
    BurstDrain burst = new BurstDrain(1000, service, workers);
    assertThat(burst.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(burst.makespanSeconds()).isCloseTo(makespan, withinPercentage(EXACT));
  }
}
