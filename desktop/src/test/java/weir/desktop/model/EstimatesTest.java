package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.desktop.Snapshots;

@Timeout(60)
class EstimatesTest {

  @Test
  void shouldTakeTheRanksOfTheBinomialDistribution() {
    // Of 100 throws of a fair coin, 40 to 60 heads: qbinom(0.025, 100, 0.5) and (0.975, …).
    assertThat(Estimates.rank(100, 0.5, 0.025)).isEqualTo(40);
    assertThat(Estimates.rank(100, 0.5, 0.975)).isEqualTo(60);
    assertThat(Estimates.rank(1_000_000, 0.5, 0.025)).isBetween(499_018L, 499_022L);
    assertThat(Estimates.rank(10_000, 0.99, 0.025)).isEqualTo(9_880);
  }

  @Test
  void shouldBoundAMedianByTheValuesInTheirOrder() {
    Histogram hundred = Snapshots.micros(LongStream.rangeClosed(1, 100).toArray());
    Estimate median = Estimates.percentile(hundred, 50);
    assertThat(median).isEqualTo(new Estimate(50, 40, 61));
  }

  @Test
  void shouldSayThatThereAreTooFew() {
    Histogram hundred = Snapshots.micros(LongStream.rangeClosed(1, 100).toArray());
    assertThat(Estimates.percentile(hundred, 99).isBounded()).isFalse();
    assertThat(Estimates.mean(Snapshots.micros(1, 2, 3)).isBounded()).isFalse();
    assertThat(Estimates.percentile(Snapshots.micros(), 50).value()).isNaN();
  }

  @Test
  void shouldHoldInNineteenOfTwentySamples() {
    Random random = new Random(17);
    int p90Holds = 0;
    int meanHolds = 0;
    for (int trial = 0; trial < 1_000; trial++) {
      Histogram sample = new Histogram(3);
      for (int i = 0; i < 500; i++) {
        sample.recordValue(Math.round(-1e5 * Math.log(1 - random.nextDouble())));
      }
      Estimate p90 = Estimates.percentile(sample, 90);
      p90Holds += p90.low() <= 230_259 && 230_259 <= p90.high() ? 1 : 0;
      Estimate mean = Estimates.mean(sample);
      meanHolds += mean.low() <= 1e5 && 1e5 <= mean.high() ? 1 : 0;
    }
    assertThat(p90Holds).isBetween(930, 990);
    assertThat(meanHolds).isBetween(925, 975);
  }

  /** By simulation: how often the interval has the true percentile, and how often a difference. */
  @ParameterizedTest
  @CsvSource({"50, 60", "50, 1000", "90, 200", "99, 1000", "99, 20000", "99.9, 20000"})
  void shouldHoldForEachPercentileAndForDifferences(double percentile, int count) {
    SplittableRandom random = new SplittableRandom(29);
    double truth = -1e6 * Math.log(1 - percentile / 100);
    int trials = count > 10_000 ? 300 : 1_000;
    int holds = 0;
    int differenceHolds = 0;
    int bounded = 0;
    for (int trial = 0; trial < trials; trial++) {
      Estimate first = Estimates.percentile(exponential(random, count, 1e6), percentile);
      Estimate second = Estimates.percentile(exponential(random, count, 2e6), percentile);
      Estimate difference = second.minus(first);
      if (difference.isBounded()) {
        bounded++;
        holds += first.low() <= truth && truth <= first.high() ? 1 : 0;
        // The second is twice as long at each percentile, so that they differ by one.
        differenceHolds += difference.low() <= truth && truth <= difference.high() ? 1 : 0;
      }
    }
    assertThat(bounded).isEqualTo(trials);
    // Four standard errors of the simulation, and above that what whole ranks add.
    double reach = 4 * Math.sqrt(0.95 * 0.05 / trials);
    assertThat((double) holds / trials).isBetween(0.95 - reach, 0.985);
    assertThat((double) differenceHolds / trials).isBetween(0.95 - reach, 0.995);
  }

  private static Histogram exponential(SplittableRandom random, int count, double meanMicros) {
    Histogram sample = new Histogram(3_600_000_000L, 3);
    for (int i = 0; i < count; i++) {
      sample.recordValue(Math.round(-meanMicros * Math.log(1 - random.nextDouble())));
    }
    return sample;
  }

  @Test
  void shouldBoundRatesAlsoOfNothing() {
    Estimate none = Estimates.rate(0, 10_000_000_000L);
    assertThat(none.value()).isZero();
    assertThat(none.low()).isCloseTo(0, within(1e-9));
    assertThat(none.high()).isCloseTo(0.384, within(0.001));
    Estimate many = Estimates.rate(10_000, 10_000_000_000L);
    assertThat(many.high() - many.low()).isCloseTo(2 * 1.96 * 10, within(0.1));
  }

  @Test
  void shouldTellADifferenceFromChance() {
    Estimate slow = new Estimate(100, 90, 110);
    Estimate slower = new Estimate(130, 118, 142);
    Estimate difference = slower.minus(slow);
    assertThat(difference.value()).isEqualTo(30);
    assertThat(difference.low()).isCloseTo(30 - Math.hypot(12, 10), within(1e-9));
    assertThat(difference.isNotZero()).isTrue();
    assertThat(new Estimate(105, 95, 115).minus(slow).isNotZero()).isFalse();
    assertThat(new Estimate(900, Double.NaN, 910).minus(slow).isBounded()).isFalse();
  }
}
