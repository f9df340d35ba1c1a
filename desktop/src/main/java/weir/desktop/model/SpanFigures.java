package weir.desktop.model;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What is known of a stretch of the past. It starts and ends where slots do: the older, the
 * coarser.
 *
 * @param fromNanos its start, on the server's uptime
 * @param toNanos its end; not after its start where nothing is known
 * @param knownNanos time of which there are figures, at most all of it
 * @param counts how often each thing happened
 * @param latency of the events that ended in it, in microseconds; the caller's own
 */
public record SpanFigures(
    long fromNanos, long toNanos, long knownNanos, Map<Tally, Long> counts, Histogram latency) {

  /** Keeps the counts from changing. */
  public SpanFigures {
    counts = Map.copyOf(counts);
  }

  /**
   * How often something happened.
   *
   * @param tally what
   * @return 0 where nobody counts it
   */
  public long count(Tally tally) {
    return counts.getOrDefault(tally, 0L);
  }

  /**
   * The same per second.
   *
   * @param tally what
   * @return NaN where nothing is known
   */
  public double rate(Tally tally) {
    return knownNanos == 0 ? Double.NaN : count(tally) * 1e9 / knownNanos;
  }
}
