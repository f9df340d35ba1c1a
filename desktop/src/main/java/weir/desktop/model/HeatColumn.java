package weir.desktop.model;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The latencies of the events that ended in one bucket of time, by {@link LatencyBins}. */
public final class HeatColumn {

  private final long fromNanos;
  private final long toNanos;
  private final long[] counts = new long[LatencyBins.COUNT];
  private int lowest = LatencyBins.COUNT;
  private int highest = -1;
  private long most;
  private long total;

  HeatColumn(long fromNanos, long toNanos, Histogram micros) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    for (HistogramIterationValue value : micros.recordedValues()) {
      add(LatencyBins.of(value.getValueIteratedTo()), value.getCountAtValueIteratedTo());
    }
  }

  /**
   * The latencies of a stretch of the past.
   *
   * @param figures of the stretch
   * @return all of it as one column
   */
  public static HeatColumn of(SpanFigures figures) {
    return new HeatColumn(figures.fromNanos(), figures.toNanos(), figures.latency());
  }

  private void add(int bin, long count) {
    counts[bin] += count;
    most = Math.max(most, counts[bin]);
    total += count;
    lowest = Math.min(lowest, bin);
    highest = Math.max(highest, bin);
  }

  /**
   * Start of the bucket.
   *
   * @return the server's uptime, in nanoseconds
   */
  public long fromNanos() {
    return fromNanos;
  }

  /**
   * End of the bucket.
   *
   * @return the server's uptime, in nanoseconds
   */
  public long toNanos() {
    return toNanos;
  }

  /**
   * Events of a bin.
   *
   * @param bin from 0 to below {@link LatencyBins#COUNT}
   * @return 0 or more
   */
  public long count(int bin) {
    return counts[bin];
  }

  /**
   * Events of all bins.
   *
   * @return 0 or more
   */
  public long total() {
    return total;
  }

  /**
   * Events of the bin that has most.
   *
   * @return 0 or more
   */
  public long most() {
    return most;
  }

  /**
   * The lowest bin that has events.
   *
   * @return {@link LatencyBins#COUNT} where none has
   */
  public int lowest() {
    return lowest;
  }

  /**
   * The highest bin that has events.
   *
   * @return -1 where none has
   */
  public int highest() {
    return highest;
  }
}
