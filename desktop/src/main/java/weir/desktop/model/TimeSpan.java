package weir.desktop.model;

import java.util.concurrent.TimeUnit;

/** How much of the past the charts show, and how finely. */
public enum TimeSpan {
  /** The last 30 seconds. */
  HALF_MINUTE("30 s", 30, 100, 1_000, 100),
  /** The last two minutes. */
  TWO_MINUTES("2 min", 120, 500, 2_000, 250),
  /** The last ten minutes. */
  TEN_MINUTES("10 min", 600, 2_000, 10_000, 1_000);

  private final String label;
  private final long spanNanos;
  private final long bucketNanos;
  private final long latencyBucketNanos;
  private final long frameNanos;

  TimeSpan(
      String label, long seconds, long bucketMillis, long latencyBucketMillis, long frameMillis) {
    this.label = label;
    this.spanNanos = TimeUnit.SECONDS.toNanos(seconds);
    this.bucketNanos = TimeUnit.MILLISECONDS.toNanos(bucketMillis);
    this.latencyBucketNanos = TimeUnit.MILLISECONDS.toNanos(latencyBucketMillis);
    this.frameNanos = TimeUnit.MILLISECONDS.toNanos(frameMillis);
  }

  /**
   * Its name, e.g. {@code 2 min}.
   *
   * @return the name
   */
  public String label() {
    return label;
  }

  /**
   * Width of the time axis.
   *
   * @return nanoseconds
   */
  public long spanNanos() {
    return spanNanos;
  }

  /**
   * Length of a bucket of backlog, resource use and throughput.
   *
   * @return nanoseconds
   */
  public long bucketNanos() {
    return bucketNanos;
  }

  /**
   * Length of a bucket of latencies, longer so that percentiles have samples to stand on.
   *
   * @return nanoseconds
   */
  public long latencyBucketNanos() {
    return latencyBucketNanos;
  }

  /** Time in which the picture moves by about one pixel: redrawing sooner shows nothing new. */
  long frameNanos() {
    return frameNanos;
  }
}
