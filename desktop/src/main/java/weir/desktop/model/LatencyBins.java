package weir.desktop.model;

import weir.core.figures.LatencyRange;

/** Latencies sorted into bins of equal factors, sixteen to a power of ten, from 1 µs to 1 h. */
public final class LatencyBins {

  private static final int PER_DECADE = 16;

  /** How many bins there are. */
  public static final int COUNT = of(LatencyRange.MAX_MICROS) + 1;

  private LatencyBins() {}

  /**
   * The bin of a latency.
   *
   * @param micros 0 or more; what is below 1 µs is in the first bin, what is above 1 h in the last
   * @return from 0 to below {@link #COUNT}
   */
  public static int of(long micros) {
    double decades = Math.log10((double) Math.clamp(micros, 1, LatencyRange.MAX_MICROS));
    return (int) Math.floor(PER_DECADE * decades + 1e-9);
  }

  /**
   * The lower end of a bin, which is the upper end of the one before.
   *
   * @param bin from 0 to {@link #COUNT}
   * @return microseconds
   */
  public static double fromMicros(int bin) {
    return Math.pow(10, (double) bin / PER_DECADE);
  }
}
