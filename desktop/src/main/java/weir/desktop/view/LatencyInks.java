package weir.desktop.view;

import java.util.List;

/**
 * The colours of a chart of latencies.
 *
 * @param p50 of the median
 * @param p99 of the 99th percentile
 * @param max of the slowest
 * @param mean of the mean
 * @param spoiled of the times that the machine spoiled
 */
record LatencyInks(Ink p50, Ink p99, Ink max, Ink mean, Ink spoiled) {

  /** How wide the lines of figures are that count most, in pixels. */
  static final double LINE = 2;

  /** And those of the others. */
  static final double THIN_LINE = 1.25;

  static LatencyInks create() {
    return new LatencyInks(
        new Ink("p50-ink"),
        new Ink("p99-ink"),
        new Ink("max-ink"),
        new Ink("mean-ink"),
        new Ink("spoiled-ink"));
  }

  List<Ink> all() {
    return List.of(p50, p99, max, mean, spoiled);
  }
}
