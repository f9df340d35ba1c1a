package weir.desktop.model;

import java.util.Locale;

/** Numbers in three significant digits, which is as many as a measured figure is worth. */
public final class ThreeDigits {

  private static final String PREFIXES = "kMGTPE";

  private ThreeDigits() {}

  /**
   * Writes a number.
   *
   * @param value from -999.5 to 999.5: beyond it has more digits
   * @return e.g. {@code 1.53}, {@code 50.2}, {@code 502}
   */
  public static String text(double value) {
    double size = Math.abs(value);
    return String.format(
        Locale.ROOT, size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", value);
  }

  /**
   * Writes a number with an SI prefix where it is large.
   *
   * @param value any number
   * @return e.g. {@code 502}, {@code 1.53 k}, {@code 12.0 M}
   */
  public static String withPrefix(double value) {
    double scaled = value;
    int prefix = 0;
    // 999.5 would be rounded to four digits.
    while (Math.abs(scaled) >= 999.5 && prefix < PREFIXES.length()) {
      scaled /= 1_000;
      prefix++;
    }
    return prefix == 0 ? text(scaled) : text(scaled) + " " + PREFIXES.charAt(prefix - 1);
  }
}
