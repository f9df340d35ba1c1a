package weir.desktop.model;

import java.math.BigDecimal;
import java.util.Locale;

/** Durations as the panel writes them: {@code 500 ms}, {@code 1.5 s}, {@code 20 µs}. */
public final class DurationFormat {

  private DurationFormat() {}

  /**
   * Writes a duration exactly, in the largest unit that needs at most three decimals.
   *
   * @param nanos 0 or more
   * @return e.g. {@code 500 ms}; {@link weir.core.settings.DurationText} reads it back
   */
  public static String exact(long nanos) {
    if (nanos >= 1_000_000_000L && nanos % 1_000_000L == 0) {
      return plain(nanos, 1_000_000_000L) + " s";
    }
    if (nanos >= 1_000_000L && nanos % 1_000L == 0) {
      return plain(nanos, 1_000_000L) + " ms";
    }
    if (nanos >= 1_000L) {
      return plain(nanos, 1_000L) + " µs";
    }
    return nanos == 0 ? "0 ms" : nanos + " ns";
  }

  /**
   * Writes a measured duration in three significant digits and the unit that suits it.
   *
   * @param micros microseconds, 0 or more
   * @return e.g. {@code 1.53 s}, {@code 502 ms}, {@code 84 µs}
   */
  public static String rounded(double micros) {
    if (micros < 999.5) {
      return String.format(
          Locale.ROOT, micros == Math.rint(micros) ? "%.0f µs" : "%.1f µs", micros);
    }
    if (micros < 999_500) {
      return threeDigits(micros / 1e3) + " ms";
    }
    return threeDigits(micros / 1e6) + " s";
  }

  private static String threeDigits(double value) {
    int decimals = value >= 99.95 || value == 0 ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String plain(long nanos, long unit) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }
}
