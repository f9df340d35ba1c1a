package weir.http.server;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram of microseconds in Prometheus' buckets, in seconds: native ones, and classic ones
 * beside them. Each value counts as the largest that its histogram can't tell it from, as in the
 * percentiles of {@code weir stats}: what is counted below a bound is surely below it. Every count
 * is in exactly one bucket of each kind.
 */
final class LatencyBuckets {

  /** 16 buckets from a time to its double, so a percentile is off by 4.4 % at most. */
  static final int SCHEMA = 4;

  private static final int BUCKETS_PER_DOUBLING = 1 << SCHEMA;

  /** Half of the smallest time that there is but none. */
  private static final double ZERO_THRESHOLD_SECONDS = 5e-7;

  private static final double MICROS_PER_SECOND = 1e6;

  /** From what a fast handler takes to a long backlog's wait. */
  private static final double[] CLASSIC_BOUNDS_SECONDS = {
    1e-4,
    2.5e-4,
    5e-4,
    1e-3,
    2.5e-3,
    5e-3,
    1e-2,
    2.5e-2,
    5e-2,
    0.1,
    0.25,
    0.5,
    1,
    2.5,
    5,
    10,
    25,
    50,
    100,
    250,
    500,
    1000,
    Double.POSITIVE_INFINITY
  };

  private final long[] classic = new long[CLASSIC_BOUNDS_SECONDS.length];
  private final List<Integer> nativeIndexes = new ArrayList<>();
  private final List<Long> nativeCounts = new ArrayList<>();
  private long zeros;

  /** Of the middles of the finest buckets: whole numbers, so that the sum never falls. */
  private double sumMicros;

  private LatencyBuckets() {}

  /**
   * Converts a histogram.
   *
   * @param micros the histogram; only read
   * @param labels of the data point
   */
  static HistogramDataPointSnapshot of(Histogram micros, Labels labels) {
    LatencyBuckets buckets = new LatencyBuckets();
    for (HistogramIterationValue each : micros.recordedValues()) {
      buckets.add(each.getValueIteratedTo(), each.getCountAtValueIteratedTo());
      buckets.sumMicros +=
          (double) micros.medianEquivalentValue(each.getValueIteratedTo())
              * (double) each.getCountAtValueIteratedTo();
    }
    return buckets.dataPoint(labels);
  }

  /** The values come in rising order. */
  private void add(long micros, long count) {
    double seconds = (double) micros / MICROS_PER_SECOND;
    classic[classicIndex(seconds)] += count;
    if (micros == 0) {
      zeros += count;
      return;
    }
    int index = nativeIndex(seconds);
    int last = nativeIndexes.size() - 1;
    if (last >= 0 && nativeIndexes.get(last) == index) {
      nativeCounts.set(last, nativeCounts.get(last) + count);
    } else {
      nativeIndexes.add(index);
      nativeCounts.add(count);
    }
  }

  private static int classicIndex(double seconds) {
    int found = Arrays.binarySearch(CLASSIC_BOUNDS_SECONDS, seconds);
    return found >= 0 ? found : -found - 1;
  }

  /** The bucket whose upper bound, which is in it, is the first that is not below a time. */
  static int nativeIndex(double seconds) {
    int index = (int) Math.ceil(Math.log(seconds) / Math.log(2) * BUCKETS_PER_DOUBLING);
    // The logarithm may be off by a hair, and a bound is in one bucket only.
    while (seconds > upperBoundSeconds(index)) {
      index++;
    }
    while (seconds <= upperBoundSeconds(index - 1)) {
      index--;
    }
    return index;
  }

  /** The upper bound of a native bucket. */
  static double upperBoundSeconds(int nativeIndex) {
    return Math.pow(2, (double) nativeIndex / BUCKETS_PER_DOUBLING);
  }

  private HistogramDataPointSnapshot dataPoint(Labels labels) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(CLASSIC_BOUNDS_SECONDS, classic))
        .nativeSchema(SCHEMA)
        .nativeZeroThreshold(ZERO_THRESHOLD_SECONDS)
        .nativeZeroCount(zeros)
        .nativeBucketsForPositiveValues(NativeHistogramBuckets.of(nativeIndexes, nativeCounts))
        .sum(sumMicros / MICROS_PER_SECOND)
        .build();
  }
}
