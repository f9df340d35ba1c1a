package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LatencyBucketsTest {

  private static final long HOUR_MICROS = 3_600_000_000L;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Histogram micros = new Histogram(3);

  @Test
  void shouldPutEachValueIntoTheBucketOfTheLargestThatItIsNotToldFrom() {
    List<Double> seconds = new ArrayList<>();
    double sum = 0;
    for (int value = 0; value < 5_000; value++) {
      long recorded = Math.min(HOUR_MICROS, random.nextLong(1L << random.nextInt(1, 33)));
      micros.recordValue(recorded);
      seconds.add((double) micros.highestEquivalentValue(recorded) / 1e6);
      sum += (double) recorded / 1e6;
    }

    HistogramDataPointSnapshot point = LatencyBuckets.of(micros, Labels.EMPTY);

    long counted = point.getNativeZeroCount();
    assertThat(counted).isEqualTo(seconds.stream().filter(each -> each == 0).count());
    for (NativeHistogramBucket bucket : point.getNativeBucketsForPositiveValues()) {
      double upper = Math.pow(2, bucket.getBucketIndex() / 16.0);
      double lower = Math.pow(2, (bucket.getBucketIndex() - 1) / 16.0);
      assertThat(bucket.getCount())
          .as("seed %d, (%s, %s]", seed, lower, upper)
          .isPositive()
          .isEqualTo(seconds.stream().filter(each -> each > lower && each <= upper).count());
      counted += bucket.getCount();
    }
    double lower = -1;
    for (ClassicHistogramBucket bucket : point.getClassicBuckets()) {
      double above = lower;
      assertThat(bucket.getCount())
          .as("seed %d, le %s", seed, bucket.getUpperBound())
          .isEqualTo(
              seconds.stream()
                  .filter(each -> each > above && each <= bucket.getUpperBound())
                  .count());
      lower = bucket.getUpperBound();
    }
    assertThat(counted).isEqualTo(5_000).isEqualTo(point.getCount());
    assertThat(point.getSum()).isCloseTo(sum, within(sum / 1_000));
    assertThat(point.getNativeSchema()).isEqualTo(4);
  }

  @Test
  void shouldHaveABoundInTheBucketBelowIt() {
    for (int index = -400; index < 200; index++) {
      double bound = LatencyBuckets.upperBoundSeconds(index);
      assertThat(LatencyBuckets.nativeIndex(bound)).isEqualTo(index);
      assertThat(LatencyBuckets.nativeIndex(Math.nextUp(bound))).isEqualTo(index + 1);
    }
  }

  @Test
  void shouldBeEmptyOfNothing() {
    HistogramDataPointSnapshot point = LatencyBuckets.of(micros, Labels.EMPTY);

    assertThat(point.getCount()).isZero();
    assertThat(point.getSum()).isZero();
    assertThat(point.getNativeBucketsForPositiveValues()).isEmpty();
  }
}
