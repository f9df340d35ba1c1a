package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import weir.core.figures.LatencyRange;

/**
 * Percentiles of one clock over time: interval histograms are added up for each bucket of time, and
 * only then read, so that no percentile is ever averaged. Buckets without events have no point.
 * Confined to one thread.
 */
public final class LatencyCurve {

  private final long bucketNanos;
  private final int capacity;
  private final Deque<LatencyPoint> points = new ArrayDeque<>();
  private Histogram open = LatencyRange.newHistogram();
  private long openBucket = Long.MIN_VALUE;

  LatencyCurve(TimeSpan span) {
    this.bucketNanos = span.latencyBucketNanos();
    this.capacity = Math.toIntExact(span.spanNanos() / bucketNanos) + 2;
  }

  void add(long uptimeNanos, Histogram interval) {
    if (interval.getTotalCount() == 0) {
      return;
    }
    long bucket = Math.floorDiv(uptimeNanos, bucketNanos);
    if (bucket == openBucket) {
      points.removeLast();
    } else {
      openBucket = bucket;
      open.reset();
    }
    open.add(interval);
    points.addLast(LatencyPoint.of(uptimeNanos, open));
    if (points.size() > capacity) {
      points.removeFirst();
    }
  }

  /** Lets what is added next start a bucket of its own. */
  void interrupt() {
    openBucket = Long.MIN_VALUE;
  }

  void clear() {
    points.clear();
    open = LatencyRange.newHistogram();
    openBucket = Long.MIN_VALUE;
  }

  /**
   * The points, oldest first.
   *
   * @return a live view that cannot be changed
   */
  public Collection<LatencyPoint> points() {
    return Collections.unmodifiableCollection(points);
  }

  /**
   * Length of a bucket: points further apart than this have a silence between them.
   *
   * @return nanoseconds
   */
  public long bucketNanos() {
    return bucketNanos;
  }
}
