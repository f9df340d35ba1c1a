package weir.core.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people type them, the same for the command line, configuration files and the panel:
 * {@code 250us}, {@code 5ms}, {@code 0.5 s}, {@code 1m}.
 */
public final class DurationText {

  private static final Pattern SYNTAX =
      Pattern.compile("(\\d{1,12}(?:[.,]\\d{1,12})?)\\s*([a-zµμ]*)");

  private static final Map<String, Long> NANOS_PER_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Duration.ofDays(1).toNanos());

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @param text a number, whole or with decimals, and one of the units ns, us (or µs), ms, s, m (or
   *     min), h; spaces and case do not matter
   * @return the duration, 0 to one day, rounded to nanoseconds
   * @throws IllegalArgumentException if the text is no such duration; the message says what to
   *     write
   */
  public static Duration parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw notADuration(text);
    }
    String unit = matcher.group(2);
    if (unit.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' has no unit: write " + text.strip() + " ms or " + text.strip() + " s");
    }
    Long nanosPerUnit = NANOS_PER_UNIT.get(unit);
    if (nanosPerUnit == null) {
      throw notADuration(text);
    }
    BigDecimal number = new BigDecimal(matcher.group(1).replace(',', '.'));
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(nanosPerUnit));
    if (nanos.compareTo(MAX_NANOS) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than a day: choose a shorter duration");
    }
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /**
   * Writes a duration in the largest of s, ms, us and ns that leaves it at 1 or more.
   *
   * @param duration not negative, up to 292 years
   * @return text that {@link #parse} reads back exactly, e.g. {@code 1.5s}
   */
  public static String format(Duration duration) {
    return duration.isZero() ? "0s" : text(duration.toNanos(), "", "us");
  }

  /**
   * Writes a duration as a panel shows it, which has room and letters enough.
   *
   * @param duration not negative, up to 292 years
   * @return text that {@link #parse} reads back exactly, e.g. {@code 500 ms}, {@code 20 µs}
   */
  public static String shown(Duration duration) {
    return duration.isZero() ? "0 ms" : text(duration.toNanos(), " ", "µs");
  }

  private static String text(long nanos, String space, String micros) {
    if (nanos >= 1_000_000_000L) {
      return withoutZeros(nanos, 9) + space + "s";
    }
    if (nanos >= 1_000_000L) {
      return withoutZeros(nanos, 6) + space + "ms";
    }
    if (nanos >= 1_000L) {
      return withoutZeros(nanos, 3) + space + micros;
    }
    return nanos + space + "ns";
  }

  private static String withoutZeros(long nanos, int decimals) {
    return BigDecimal.valueOf(nanos, decimals).stripTrailingZeros().toPlainString();
  }

  /**
   * Length of a unit.
   *
   * @param unit such as {@code ms}; {@code us} may be written µs as well
   * @return nanoseconds; empty if there is no such unit
   */
  public static OptionalLong nanosPerUnit(String unit) {
    Long nanos = NANOS_PER_UNIT.get(unit);
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  private static IllegalArgumentException notADuration(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no duration: write a number from 0 and a unit (ns, us, ms, s, m, h), such as"
            + " 250us, 5 ms or 0.5s");
  }
}
