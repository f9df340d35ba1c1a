package weir.http.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250us}, {@code 5ms}, {@code 0.5s}, {@code 1m}. */
public final class DurationText {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,12})?)\\s*([a-zµ]*)\\s*");
  private static final Map<String, Long> NANOS_PER_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Duration.ofDays(1).toNanos());

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param text a number, whole or with decimals, and one of the units ns, us, ms, s, m, h
   * @return the duration, 0 to one day, rounded to nanoseconds
   * @throws SettingsException if the text is no such duration
   */
  public static Duration parse(String text) throws SettingsException {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw notADuration(text);
    }
    String unit = matcher.group(2);
    Long nanosPerUnit = NANOS_PER_UNIT.get(unit);
    if (nanosPerUnit == null) {
      throw unit.isEmpty()
          ? new SettingsException(
              "'%s' has no unit: write %sms or %ss".formatted(text, text.strip(), text.strip()))
          : notADuration(text);
    }
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPerUnit));
    if (nanos.compareTo(MAX_NANOS) > 0) {
      throw new SettingsException("'" + text + "' is longer than a day: choose a shorter duration");
    }
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static SettingsException notADuration(String text) {
    return new SettingsException(
        "'"
            + text
            + "' is no duration: write a number from 0 and a unit (ns, us, ms, s, m, h), such as"
            + " 250us, 5ms or 0.5s");
  }

  /**
   * Writes a duration in the largest of s, ms, us and ns that leaves it at 1 or more.
   *
   * @param duration not negative
   * @return text that {@link #parse} reads back exactly, e.g. {@code 1.5s}
   */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos >= 1_000_000_000L) {
      return withoutZeros(nanos, 9) + "s";
    }
    if (nanos >= 1_000_000L) {
      return withoutZeros(nanos, 6) + "ms";
    }
    if (nanos >= 1_000L) {
      return withoutZeros(nanos, 3) + "us";
    }
    return nanos == 0 ? "0s" : nanos + "ns";
  }

  private static String withoutZeros(long nanos, int decimals) {
    return BigDecimal.valueOf(nanos, decimals).stripTrailingZeros().toPlainString();
  }
}
