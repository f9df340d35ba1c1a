package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompressedHistogramTest {

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void shouldKeepEveryCountThroughBytes() {
    for (int i = 0; i < 50; i++) {
      Histogram histogram = Samples.histogram(random, random.nextInt(2_000));
      CompressedHistogram copy =
          CompressedHistogram.fromBytes(CompressedHistogram.of(histogram).toBytes());
      assertThat(copy.decode()).as("seed %d", seed).isEqualTo(histogram);
    }
  }

  private static Histogram counts(long... valuesAndCounts) {
    Histogram histogram = new Histogram(Samples.HOUR_MICROS, 3);
    for (int place = 0; place < valuesAndCounts.length; place += 2) {
      histogram.recordValueWithCount(valuesAndCounts[place], valuesAndCounts[place + 1]);
    }
    return histogram;
  }

  /** The mean of the 99th percentiles would be 500.5 in both cases. */
  @Test
  void shouldMergePercentilesAndNotAverageThem() {
    CompressedHistogram few = CompressedHistogram.of(counts(1_000, 10));
    Histogram merged = CompressedHistogram.of(counts(1, 1_000)).plus(few).decode();
    assertThat(merged.getValueAtPercentile(99)).isEqualTo(1);

    CompressedHistogram calm = CompressedHistogram.of(counts(1, 990, 100, 10));
    CompressedHistogram rough = CompressedHistogram.of(counts(1, 90, 1_000, 10));
    assertThat(calm.decode().getValueAtPercentile(99)).isEqualTo(1);
    assertThat(rough.decode().getValueAtPercentile(99)).isEqualTo(1_000);
    assertThat(calm.plus(rough).decode().getValueAtPercentile(99)).isEqualTo(100);
  }

  /** Three digits: the top of the bucket is read, of microseconds as of nanoseconds. */
  @Test
  void shouldReadTheTopOfABucket() {
    Histogram micros = counts(500_000_000, 1);
    assertThat(micros.getMaxValue()).isBetween(500_000_000L, 500_500_000L);
    Histogram nanos = new Histogram(Samples.HOUR_MICROS * 1_000, 3);
    nanos.recordValue(500_000_000_000L);
    assertThat(nanos.getMaxValue() / 1e9).isCloseTo(500.0953, within(1e-4));
    assertThat(nanos.getEstimatedFootprintInBytes()).isEqualTo(270_848);
  }

  @Test
  void shouldAddUpLikeTheHistogramsThemselves() {
    Histogram first = Samples.histogram(random, 300);
    Histogram second = new Histogram(10_000, 3);
    second.recordValueWithCount(17, 4);
    CompressedHistogram sum = CompressedHistogram.of(first).plus(CompressedHistogram.of(second));
    CompressedHistogram turned = CompressedHistogram.of(second).plus(CompressedHistogram.of(first));
    first.add(second);
    assertThat(sum.decode()).as("seed %d", seed).isEqualTo(first);
    assertThat(turned.decode()).as("seed %d", seed).isEqualTo(first);
  }

  @Test
  void shouldBeDecodedOnceAndASumNotAtAll() {
    CompressedHistogram one =
        CompressedHistogram.fromBytes(CompressedHistogram.of(counts(7, 3)).toBytes());
    assertThat(one.decode()).isSameAs(one.decode());
    CompressedHistogram sum = one.plus(CompressedHistogram.of(counts(9, 2)));
    assertThat(sum.decode()).isSameAs(sum.decode());
    assertThat(one.decode().getTotalCount()).as("only read").isEqualTo(3);
    assertThat(CompressedHistogram.fromBytes(sum.toBytes()).decode()).isEqualTo(sum.decode());
  }

  @Test
  void shouldTotalItsValuesAsTheirMeanDoes() {
    Random random = new Random(7);
    Histogram seen = LatencyRange.newHistogram();
    for (int value = 0; value < 5_000; value++) {
      seen.recordValue((long) Math.pow(10, 8 * random.nextDouble()));
    }
    CompressedHistogram packed = CompressedHistogram.of(seen);
    assertThat(packed.total())
        .isCloseTo(seen.getMean() * seen.getTotalCount(), Percentage.withPercentage(1e-9));
    assertThat(CompressedHistogram.EMPTY.total()).isZero();
    Histogram otherLayout = new Histogram(2);
    otherLayout.recordValue(1_000);
    assertThat(CompressedHistogram.of(otherLayout).total()).isEqualTo(otherLayout.getMean());
  }

  @Test
  void shouldAddUpWithoutUnpackingAsItDoesUnpacked() {
    Random random = new Random(3);
    Histogram packed = LatencyRange.newHistogram();
    Histogram unpacked = LatencyRange.newHistogram();
    List<Histogram> all = new ArrayList<>(List.of(Samples.fullHistogram(), new Histogram(2)));
    all.get(1).recordValue(77);
    for (int values = 0; values < 300; values++) {
      all.add(Samples.histogram(random, values));
    }
    for (Histogram histogram : all) {
      CompressedHistogram encoded = CompressedHistogram.of(histogram);
      encoded.addTo(packed);
      if (histogram.getTotalCount() > 0) {
        unpacked.add(encoded.decode());
      }
      assertThat(packed).isEqualTo(unpacked);
    }
    assertThat(packed.getTotalCount()).isPositive();
  }
}
