package weir.desktop.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencyRange;

/**
 * Percentiles over time: the histograms of each bucket of time are added up, and only then read, so
 * that no percentile is ever averaged. What was read of a bucket that has ended is remembered.
 * Confined to one thread.
 */
final class LatencySeries {

  /** Each a multiple of the slots of those levels of which one is not longer. */
  private static final long[] BUCKET_MILLIS = {
    250, 500, 1_000, 2_000, 4_000, 10_000, 20_000, 60_000, 120_000, 240_000, 600_000, 1_200_000
  };

  /** More points than this in a window are not worth their reading. */
  private static final int MOST_BUCKETS = 75;

  private static final int MOST_SERIES = 16;
  private static final int MOST_POINTS = 4 * MOST_BUCKETS;

  private record Key(LatencyClock clock, long bucketNanos) {}

  private final SlotStore slots;
  private final Histogram sum = LatencyRange.newHistogram();

  /** Of the series read last, what was read; a bucket in which nothing ended has a null. */
  private final Map<Key, Map<Long, @Nullable LatencyPoint>> known =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Of each of them, what was read last of a bucket that goes on: several lines want it. */
  private final Map<Key, Open> open = new HashMap<>();

  private record Open(long bucket, long now, @Nullable LatencyPoint point) {}

  LatencySeries(SlotStore slots) {
    this.slots = slots;
  }

  void clear() {
    known.clear();
    open.clear();
  }

  /** Length of the buckets that suit a window. */
  long bucketNanos(long from, long to) {
    return bucketNanos(slots, from, to, MOST_BUCKETS);
  }

  /** The same for at most so many buckets. */
  static long bucketNanos(SlotStore slots, long from, long to, int most) {
    long least = Math.max((to - from) / most, slots.slotNanosAt(from));
    for (long millis : BUCKET_MILLIS) {
      if (millis * 1_000_000 >= least) {
        return millis * 1_000_000;
      }
    }
    return BUCKET_MILLIS[BUCKET_MILLIS.length - 1] * 1_000_000;
  }

  /** The points of a stretch, oldest first; buckets without events have none. */
  List<LatencyPoint> read(LatencyClock clock, long bucketNanos, long from, long to, long now) {
    Key key = new Key(clock, bucketNanos);
    Map<Long, @Nullable LatencyPoint> series =
        known.computeIfAbsent(key, ignored -> new HashMap<>());
    if (series.size() > MOST_POINTS) {
      series.clear();
    }
    if (known.size() > MOST_SERIES) {
      Key oldest = known.keySet().iterator().next();
      known.remove(oldest);
      open.remove(oldest);
    }
    List<LatencyPoint> points = new ArrayList<>();
    long last = Math.floorDiv(Math.min(to, now), bucketNanos);
    for (long bucket = Math.floorDiv(from, bucketNanos); bucket <= last; bucket++) {
      LatencyPoint point = point(series, key, bucket, now);
      if (point != null) {
        points.add(point);
      }
    }
    return points;
  }

  private @Nullable LatencyPoint point(
      Map<Long, @Nullable LatencyPoint> series, Key key, long bucket, long now) {
    if (series.containsKey(bucket)) {
      return series.get(bucket);
    }
    Open last = open.get(key);
    if (last != null && last.bucket == bucket && last.now == now) {
      return last.point;
    }
    sum.reset();
    long end = (bucket + 1) * key.bucketNanos;
    slots.visitCover(end - key.bucketNanos, end, slot -> slot.addTo(key.clock, sum));
    LatencyPoint point = sum.getTotalCount() == 0 ? null : LatencyPoint.of(Math.min(end, now), sum);
    if (now >= end) {
      series.put(bucket, point);
    } else {
      open.put(key, new Open(bucket, now, point));
    }
    return point;
  }
}
