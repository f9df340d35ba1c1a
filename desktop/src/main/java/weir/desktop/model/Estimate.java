package weir.desktop.model;

/**
 * A figure of a sample, and where the true one lies in 95 of 100 such samples, taken to be of
 * independent events: those that waited in one queue are less than that, so it is rather too
 * narrow.
 *
 * @param value the figure; NaN where nothing is known
 * @param low lower end; NaN where the sample is too small for one
 * @param high upper end; NaN where the sample is too small for one
 */
public record Estimate(double value, double low, double high) {

  /** Of nothing. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Whether the sample is large enough to say how good the figure is.
   *
   * @return true if both ends are known
   */
  public boolean isBounded() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /**
   * How much larger this is than another, of which it does not depend. The distances of the ends
   * add up as squares do.
   *
   * @param other the other
   * @return the difference
   */
  public Estimate minus(Estimate other) {
    double difference = value - other.value;
    return new Estimate(
        difference,
        difference - Math.hypot(value - low, other.high - other.value),
        difference + Math.hypot(high - value, other.value - other.low));
  }

  /**
   * Whether a difference is more than chance.
   *
   * @return true if zero is not within its ends
   */
  public boolean isNotZero() {
    return isBounded() && (low > 0 || high < 0);
  }
}
