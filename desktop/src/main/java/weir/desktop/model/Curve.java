package weir.desktop.model;

/**
 * Points of one quantity over time, oldest first, thinned to a bounded number: of every bucket of
 * time only what the {@link Thinning} keeps. A NaN value breaks the line. Confined to one thread.
 */
public final class Curve {

  /** Which points of a bucket stay. */
  public enum Thinning {
    /** The highest and the last one: a drain's end is exact and no peak is lost. */
    PEAK_AND_LAST,
    /** The mean, at the bucket's last point in time. */
    MEAN
  }

  private static final int POINTS_PER_BUCKET = 2;

  private final long bucketNanos;
  private final Thinning thinning;
  private final long[] times;
  private final double[] values;
  private int first;
  private int size;

  private long openBucket = Long.MIN_VALUE;
  private int openPoints;
  private int openSamples;
  private double openSum;
  private long peakTime;
  private double peak;

  Curve(TimeSpan span, Thinning thinning) {
    this.bucketNanos = span.bucketNanos();
    this.thinning = thinning;
    int capacity = POINTS_PER_BUCKET * (Math.toIntExact(span.spanNanos() / bucketNanos) + 2);
    this.times = new long[capacity];
    this.values = new double[capacity];
  }

  /** Adds a sample; the newest bucket's points are revised until the bucket ends. */
  void add(long uptimeNanos, double value) {
    long bucket = Math.floorDiv(uptimeNanos, bucketNanos);
    if (bucket != openBucket) {
      openBucket = bucket;
      openPoints = 0;
      openSamples = 0;
      openSum = 0;
      peak = Double.NEGATIVE_INFINITY;
    }
    size -= openPoints;
    openPoints = 0;
    openSamples++;
    openSum += value;
    if (value > peak) {
      peak = value;
      peakTime = uptimeNanos;
    }
    if (thinning == Thinning.MEAN) {
      push(uptimeNanos, openSum / openSamples);
    } else {
      if (peakTime < uptimeNanos) {
        push(peakTime, peak);
      }
      push(uptimeNanos, value);
    }
  }

  /** Ends the line here: what is added next starts a new one. */
  void interrupt() {
    if (size > 0 && !Double.isNaN(value(size - 1))) {
      openBucket = Long.MIN_VALUE;
      push(time(size - 1), Double.NaN);
      openPoints = 0;
    }
  }

  void clear() {
    size = 0;
    openPoints = 0;
    openBucket = Long.MIN_VALUE;
  }

  /**
   * Number of points.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Time of a point.
   *
   * @param index from 0, the oldest, to {@code size() - 1}
   * @return the server's uptime, in nanoseconds
   */
  public long time(int index) {
    return times[slot(index)];
  }

  /**
   * Value of a point.
   *
   * @param index from 0, the oldest, to {@code size() - 1}
   * @return the value, NaN where the line is interrupted
   */
  public double value(int index) {
    return values[slot(index)];
  }

  private int slot(int index) {
    return (first + index) % times.length;
  }

  private void push(long time, double value) {
    if (size == times.length) {
      first = slot(1);
      size--;
    }
    times[slot(size)] = time;
    values[slot(size)] = value;
    size++;
    openPoints++;
  }
}
