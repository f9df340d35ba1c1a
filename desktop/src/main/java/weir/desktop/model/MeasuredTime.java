package weir.desktop.model;

import java.util.Locale;

/**
 * Times that were measured or worked out, which nobody knows to the nanosecond: the panel rounds
 * them. What people set, {@link weir.core.settings.DurationText} writes exactly.
 */
public final class MeasuredTime {

  private MeasuredTime() {}

  /**
   * Writes a time in three significant digits and the unit that suits it.
   *
   * @param micros microseconds, 0 or more
   * @return e.g. {@code 1.53 s}, {@code 502 ms}, {@code 84 µs}
   */
  public static String text(double micros) {
    if (micros < 999.5) {
      return String.format(
          Locale.ROOT, micros == Math.rint(micros) ? "%.0f µs" : "%.1f µs", micros);
    }
    if (micros < 999_500) {
      return ThreeDigits.text(micros / 1e3) + " ms";
    }
    return ThreeDigits.text(micros / 1e6) + " s";
  }
}
