package weir.core.link;

import java.util.Random;
import org.HdrHistogram.Histogram;

/** Random messages, the same for the same seed. */
final class Samples {

  static final long HOUR_MICROS = 3_600_000_000L;

  private Samples() {}

  static Histogram histogram(Random random, int values) {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    for (int i = 0; i < values; i++) {
      long magnitude = 1L << random.nextInt(32);
      histogram.recordValue(Math.min(HOUR_MICROS, random.nextLong(magnitude) + 1));
    }
    return histogram;
  }

  /** Every count of the whole range is taken: as large as an interval can get. */
  static Histogram fullHistogram() {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    Random random = new Random(1);
    for (long value = 1; value <= HOUR_MICROS; value = histogram.nextNonEquivalentValue(value)) {
      histogram.recordValueWithCount(value, 1 + random.nextInt(1_000_000));
    }
    return histogram;
  }

  static LatencySummary summary(Random random) {
    return new LatencySummary(
        random.nextLong(),
        random.nextDouble(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }

  static Snapshot snapshot(Random random) {
    return snapshot(
        random,
        random.nextLong(),
        CompressedHistogram.of(histogram(random, random.nextInt(200))),
        CompressedHistogram.of(histogram(random, random.nextInt(200))),
        CompressedHistogram.of(histogram(random, random.nextInt(200))));
  }

  static Snapshot snapshot(
      Random random,
      long number,
      CompressedHistogram waitTime,
      CompressedHistogram serviceTime,
      CompressedHistogram responseTime) {
    return new Snapshot(
        number,
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        new Ledger(
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong()),
        new WorkerCount(random.nextInt(), random.nextInt()),
        new ResourceUse(random.nextInt(), random.nextLong()),
        random.nextLong(),
        new LatencySummaries(summary(random), summary(random), summary(random)),
        new IntervalLatencies(random.nextLong(), waitTime, serviceTime, responseTime));
  }

  /** Snapshot {@code number} with one value of {@code number} µs in each histogram. */
  static Snapshot counted(long number) {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    histogram.recordValue(number);
    CompressedHistogram one = CompressedHistogram.of(histogram);
    return new Snapshot(
        number,
        number,
        number,
        0,
        new Ledger(number, number, 0, 0, 0, 0),
        new WorkerCount(1, 1),
        new ResourceUse(0, 0),
        0,
        LatencySummaries.EMPTY,
        new IntervalLatencies(1, one, one, one));
  }
}
