package weir.desktop.model;

import java.util.Locale;

/** Measured figures in words: three digits at most, with the unit that suits them. */
final class Rounded {

  private static final double MICROS = 1e6;
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;

  private Rounded() {}

  /** A number, such as {@code 12}, {@code 5.4} or {@code 12.3 k}. */
  static String number(double value) {
    return withoutZeros(ThreeDigits.withPrefix(value));
  }

  private static String withoutZeros(String number) {
    return number.replaceFirst("\\.0+(?!\\d)|(?<=\\.\\d)0(?!\\d)", "");
  }

  /** A rate, such as {@code 12/s} or {@code 1.5 k/s}. */
  static String rate(double perSecond) {
    return number(perSecond) + "/s";
  }

  /** A share, such as {@code 97 %}. */
  static String percent(double share) {
    double percent = 100 * share;
    return (percent != 0 && percent < 9.95
            ? number(Math.max(percent, 0.01))
            : String.format(Locale.ROOT, "%.0f", percent))
        + " %";
  }

  /** Words as a sentence. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  /** A time, such as {@code 180 ms}, {@code 4 min 10 s} or {@code 2 h 5 min}. */
  static String seconds(double seconds) {
    if (seconds < MINUTE - 0.05) {
      double micros = seconds * MICROS;
      return seconds == 0
          ? "0 s"
          : withoutZeros(
              MeasuredTime.text(micros < 99.95 ? Math.rint(micros * 10) / 10 : Math.rint(micros)));
    }
    long whole = Math.round(seconds);
    return seconds < HOUR - 0.5
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3_600 + " h " + whole % 3_600 / 60 + " min";
  }
}
