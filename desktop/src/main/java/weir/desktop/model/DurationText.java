package weir.desktop.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500 ms}, {@code 5ms}, {@code 0.5s}, {@code 20 µs}. */
public final class DurationText {

  private static final Pattern FORM = Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s*([a-zµμ]+)");

  private static final Map<String, BigDecimal> NANOS_PER_UNIT =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000),
          "min", BigDecimal.valueOf(60_000_000_000L));

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param text a number and one of ns, us, µs, ms, s, min; spaces and case do not matter
   * @return nanoseconds, rounded
   * @throws IllegalArgumentException if the text is no duration, with a message fit for a person
   */
  public static long parseNanos(String text) {
    String trimmed = text.strip();
    Matcher matcher = FORM.matcher(trimmed.toLowerCase(Locale.ROOT));
    BigDecimal unit = matcher.matches() ? NANOS_PER_UNIT.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "“"
              + trimmed
              + "” is no duration: type a number and a unit, such as 500 ms, 0.5 s or 20 µs.");
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1).replace(',', '.'))
            .multiply(unit)
            .setScale(0, RoundingMode.HALF_UP);
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("“" + trimmed + "” is too long: type a shorter duration.");
    }
    return nanos.longValueExact();
  }

  /**
   * Writes a duration exactly, in the largest unit that needs at most three decimals.
   *
   * @param nanos 0 or more
   * @return e.g. {@code 500 ms}; {@link #parseNanos} reads it back
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
      return (micros == Math.rint(micros) ? "%.0f" : "%.1f").formatted(micros) + " µs";
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
