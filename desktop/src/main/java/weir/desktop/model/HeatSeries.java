package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencyRange;

/**
 * Latencies over time, column by column, each of one merged histogram. Columns that have ended are
 * remembered, and only so many are read at once: a window of another length comes to light in a few
 * steps, and none of them takes long. Confined to one thread.
 */
final class HeatSeries {

  /** At most so many columns in a window. */
  static final int MOST_COLUMNS = 300;

  /** At most so many are read at once. */
  static final int MOST_NEW = 40;

  private static final int MOST_KNOWN = 3 * MOST_COLUMNS;

  private final SlotStore slots;
  private final Histogram sum = LatencyRange.newHistogram();

  /** Of the clock and column length read last; a column in which nothing ended has a null. */
  private final Map<Long, @Nullable HeatColumn> known = new HashMap<>();

  private @Nullable LatencyClock clock;
  private long columnNanos;

  HeatSeries(SlotStore slots) {
    this.slots = slots;
  }

  void clear() {
    known.clear();
  }

  /** The columns of a window, the newest read first. */
  HeatColumns read(LatencyClock wanted, long from, long to, long now) {
    long length = LatencySeries.bucketNanos(slots, from, to, MOST_COLUMNS);
    if (wanted != clock || length != columnNanos || known.size() > MOST_KNOWN) {
      known.clear();
      clock = wanted;
      columnNanos = length;
    }
    Deque<HeatColumn> columns = new ArrayDeque<>();
    int left = MOST_NEW;
    long first = Math.floorDiv(from, length);
    for (long number = Math.floorDiv(Math.min(to, now), length); number >= first; number--) {
      if (!known.containsKey(number)) {
        if (left == 0) {
          continue;
        }
        left--;
      }
      HeatColumn column = column(number, now);
      if (column != null) {
        columns.addFirst(column);
      }
    }
    return new HeatColumns(length, columns.stream().toList(), left > 0);
  }

  private @Nullable HeatColumn column(long number, long now) {
    if (known.containsKey(number)) {
      return known.get(number);
    }
    sum.reset();
    long start = number * columnNanos;
    long end = start + columnNanos;
    LatencyClock of = clock;
    if (of != null) {
      slots.visitCover(start, end, slot -> slot.addTo(of, sum));
    }
    HeatColumn column = sum.getTotalCount() == 0 ? null : new HeatColumn(start, end, sum);
    if (now >= end) {
      known.put(number, column);
    }
    return column;
  }
}
