package weir.desktop.model;

import java.util.concurrent.TimeUnit;

/**
 * The top of a value axis, which steps through 1, 2 and 5 of each power of ten: up at once, and
 * down only where a smaller one has done for a while, so that it does not jitter. Not thread-safe.
 */
public final class StickyTop {

  private static final double HEADROOM = 1.05;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final double ROUNDING = 1 - 1e-9;

  private final double least;
  private double top;
  private long fitsSince = Long.MIN_VALUE;

  /**
   * Creates the top of an axis of no values.
   *
   * @param least it is never below this, above 0
   */
  public StickyTop(double least) {
    this.least = least;
    this.top = round(least);
  }

  /**
   * Fits the top to what is visible.
   *
   * @param largest the largest value on show
   * @param nanos any clock
   * @param fixed whether the top stays as it is
   * @return the top
   */
  public double fit(double largest, long nanos, boolean fixed) {
    double wanted = round(Math.max(least, largest * HEADROOM));
    if (fixed) {
      return top;
    }
    if (wanted >= top) {
      top = wanted;
      fitsSince = Long.MIN_VALUE;
    } else if (fitsSince == Long.MIN_VALUE) {
      fitsSince = nanos;
    } else if (nanos - fitsSince >= PATIENCE_NANOS) {
      top = wanted;
      fitsSince = Long.MIN_VALUE;
    }
    return top;
  }

  private static double round(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    return atLeast * ROUNDING <= power
        ? power
        : atLeast * ROUNDING <= 2 * power
            ? 2 * power
            : atLeast * ROUNDING <= 5 * power ? 5 * power : 10 * power;
  }
}
