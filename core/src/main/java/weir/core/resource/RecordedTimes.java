package weir.core.resource;

import weir.core.figures.ReplaySummary;
import weir.core.settings.ResourceSettings;

/** Service times that were recorded somewhere. Immutable and thread-safe. */
public final class RecordedTimes {

  /** Gives each event its time. */
  @FunctionalInterface
  private interface Times {
    double nanos(EventRandom random, long eventNumber);
  }

  private final Times times;
  private final ReplaySummary summary;

  private RecordedTimes(Times times, ReplaySummary summary) {
    this.times = times;
    this.summary = summary;
    if (!(summary.maxNanos() <= ResourceSettings.MAX_NANOS)) {
      throw new IllegalArgumentException(
          "a service time is above an hour, the longest there is: is its unit right?");
    }
  }

  /**
   * A list, which events are given in order, over and over.
   *
   * @param nanos the service times, one at least, each from 0 to {@link
   *     ResourceSettings#MAX_NANOS}; not copied
   * @param unit see {@link ReplaySummary}
   * @param clock see {@link ReplaySummary}
   * @return the times
   * @throws IllegalArgumentException if one is out of range
   */
  public static RecordedTimes inOrder(long[] nanos, String unit, String clock) {
    double sum = 0;
    long max = 0;
    for (long value : nanos) {
      if (value < 0) {
        throw new IllegalArgumentException("a service time is below 0: correct it");
      }
      sum += value;
      max = Math.max(max, value);
    }
    if (nanos.length == 0) {
      throw new IllegalArgumentException("there is no service time: record one at least");
    }
    return new RecordedTimes(
        (random, event) -> (double) nanos[(int) (event % nanos.length)],
        new ReplaySummary(nanos.length, sum / nanos.length, max, unit, clock, ""));
  }

  /**
   * A histogram, which each event draws from: a bucket by its count, and a place in the bucket by
   * chance, so that coarse buckets shift nothing.
   *
   * @param fromNanos lower ends of the buckets, one at least, 0 or more; not copied
   * @param toNanos upper ends of the buckets; not copied
   * @param counts values in each bucket, above 0 in all; not copied
   * @param unit see {@link ReplaySummary}
   * @param clock see {@link ReplaySummary}
   * @param warning see {@link ReplaySummary}
   * @return the times
   * @throws IllegalArgumentException if one is out of range
   */
  public static RecordedTimes drawn(
      double[] fromNanos,
      double[] toNanos,
      long[] counts,
      String unit,
      String clock,
      String warning) {
    double[] upTo = new double[counts.length];
    double total = 0;
    double sum = 0;
    double max = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      if (!(fromNanos[bucket] >= 0)) {
        throw new IllegalArgumentException("a service time is below 0: correct it");
      }
      total += counts[bucket];
      upTo[bucket] = total;
      sum += counts[bucket] * (fromNanos[bucket] + toNanos[bucket]) / 2;
      max = Math.max(max, toNanos[bucket]);
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("there is no service time: record one at least");
    }
    double count = total;
    return new RecordedTimes(
        (random, event) -> {
          double rank = random.uniform(event, 0) * count;
          int bucket = bucketOf(rank, upTo);
          double place = 1 - (upTo[bucket] - rank) / counts[bucket];
          return fromNanos[bucket] + place * (toNanos[bucket] - fromNanos[bucket]);
        },
        new ReplaySummary((long) total, sum / total, max, unit, clock, warning));
  }

  private static int bucketOf(double rank, double[] upTo) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] < rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * What they are.
   *
   * @return count, mean, maximum, unit and clock
   */
  public ReplaySummary summary() {
    return summary;
  }

  ServiceTimes times(EventRandom random) {
    return event -> times.nanos(random, event);
  }
}
