package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import weir.core.figures.LatencySummary;

/**
 * The percentiles of some events, as far as there are events enough: with {@code n} of them, the
 * last that is known is the one that a single event is above.
 *
 * @param count events
 * @param points percentiles and their latencies, rising
 * @param named latency in microseconds at each of {@link #NAMED}; {@link LatencyPoint#TOO_FEW}
 *     where it is not known
 * @param maxMicros slowest, in microseconds; 0 of no event
 */
public record PercentileCurve(long count, List<Point> points, List<Long> named, long maxMicros) {

  /** The percentiles that have a name, in percent. */
  public static final List<Double> NAMED = List.of(50.0, 90.0, 99.0, 99.9, 99.99);

  /** Of no event. */
  public static final PercentileCurve EMPTY = of(LatencySummary.EMPTY);

  private static final int STEPS_PER_NINE = 32;

  /**
   * A point of the curve.
   *
   * @param nines how many nines the percentile has: 1 for 90 %, 2 for 99 %, 3 for 99.9 % …
   * @param micros its latency, in microseconds
   */
  public record Point(double nines, double micros) {}

  /** Keeps the lists from changing. */
  public PercentileCurve {
    points = List.copyOf(points);
    named = List.copyOf(named);
  }

  /**
   * How many nines a percentile has.
   *
   * @param percentile from 0 to below 100
   * @return 0 or more
   */
  public static double nines(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  private static double percentile(double nines) {
    return 100 * (1 - Math.pow(10, -nines));
  }

  /** Whether there are events enough: the rule of {@link LatencyPoint#SAMPLES_FOR_P99}. */
  private static boolean isKnown(double percentile, long count) {
    return count * (1 - percentile / 100) >= 1 - 1e-9;
  }

  /**
   * The curve of a distribution.
   *
   * @param micros the latencies; not modified
   * @return the curve
   */
  public static PercentileCurve of(Histogram micros) {
    long count = micros.getTotalCount();
    List<Point> points = new ArrayList<>();
    double end = count == 0 ? -1 : Math.log10((double) count);
    for (int step = 0; step < end * STEPS_PER_NINE; step++) {
      double nines = (double) step / STEPS_PER_NINE;
      points.add(new Point(nines, (double) micros.getValueAtPercentile(percentile(nines))));
    }
    if (count > 0) {
      points.add(new Point(end, (double) micros.getMaxValue()));
    }
    List<Long> named = new ArrayList<>();
    for (double percentile : NAMED) {
      named.add(
          isKnown(percentile, count)
              ? micros.getValueAtPercentile(percentile)
              : LatencyPoint.TOO_FEW);
    }
    return new PercentileCurve(count, points, named, count == 0 ? 0 : micros.getMaxValue());
  }

  /**
   * What is known of the curve of a distribution that only some figures are known of.
   *
   * @param summary the figures
   * @return the curve through them
   */
  public static PercentileCurve of(LatencySummary summary) {
    List<Long> known =
        List.of(
            summary.p50Micros(), summary.p90Micros(), summary.p99Micros(), summary.p999Micros());
    List<Point> points = new ArrayList<>();
    List<Long> named = new ArrayList<>();
    for (int i = 0; i < NAMED.size(); i++) {
      boolean there = i < known.size() && isKnown(NAMED.get(i), summary.count());
      named.add(there ? known.get(i) : LatencyPoint.TOO_FEW);
      if (there) {
        points.add(new Point(nines(NAMED.get(i)), (double) known.get(i)));
      }
    }
    if (summary.count() > 0) {
      points.add(new Point(Math.log10((double) summary.count()), (double) summary.maxMicros()));
    }
    return new PercentileCurve(summary.count(), points, named, summary.maxMicros());
  }

  /**
   * The latency at a percentile.
   *
   * @param nines how many nines it has
   * @return microseconds, between the points beside it; NaN beyond the ends
   */
  public double micros(double nines) {
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.nines() >= nines) {
        if (i == 0) {
          return point.nines() == nines ? point.micros() : Double.NaN;
        }
        Point before = points.get(i - 1);
        double share = (nines - before.nines()) / (point.nines() - before.nines());
        return before.micros() + share * (point.micros() - before.micros());
      }
    }
    return Double.NaN;
  }
}
