package weir.http.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.core.settings.DurationText;

/**
 * A cell of a table. Each of its readers throws an {@link IllegalArgumentException} where it holds
 * something else, with a sentence that names the file, the line, the fault and the remedy.
 *
 * @param line where it stands
 * @param column its column
 * @param text without the blanks around it
 */
public record Cell(TableLine line, Column column, String text) {

  private static final Pattern NUMBER =
      Pattern.compile(
          "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)\\s*(\\p{L}*)");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("([+-]?[0-9]*),([0-9]+[^,.]*)");

  /** Longer ones are no numbers that anybody means, and slow to read. */
  private static final int MAX_LENGTH = 100;

  /** 10²⁵ and above fits no clock. */
  private static final int MAX_MAGNITUDE = 25;

  /** From 2001 to 2100. */
  private static final double FIRST_EPOCH_SECONDS = 1e9;

  private static final double LAST_EPOCH_SECONDS = 4.2e9;

  private record Value(BigDecimal number, String unit) {}

  /** Whether a cell holds a number, or what is a number but for its end. */
  static boolean startsAsNumber(String text) {
    return text.matches("[+-]?[.,]?[0-9].*|[+-]?(?i:nan|inf|infinity|na)");
  }

  /**
   * A number without a unit.
   *
   * @return the number
   */
  public double number() {
    return plainNumber().doubleValue();
  }

  private BigDecimal plainNumber() {
    Value value = value();
    if (!value.unit().isEmpty()) {
      throw fault("is no plain number: leave out '" + value.unit() + "'");
    }
    return value.number();
  }

  /**
   * A whole number without a unit.
   *
   * @return the number, 0 or more
   */
  public long wholeNumber() {
    BigDecimal number = plainNumber();
    if (number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
      throw fault("is no whole number from 0: correct it");
    }
    if (number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw fault("is too large: correct it");
    }
    return number.longValueExact();
  }

  /**
   * A time, with a unit of its own or in that of its column.
   *
   * @param scale of numbers without a unit
   * @return nanoseconds, rounded, 0 or more
   */
  public long nanos(TimeScale scale) {
    Value value = value();
    long perUnit = scale.nanos();
    if (!value.unit().isEmpty()) {
      OptionalLong own = DurationText.nanosPerUnit(value.unit().toLowerCase(Locale.ROOT));
      if (own.isEmpty()) {
        throw fault("is no time: write a number and one of ns, us, ms, s, min, h");
      }
      perUnit = own.getAsLong();
    }
    if (value.number().signum() < 0) {
      throw fault("is below 0: correct it");
    }
    BigDecimal nanos = value.number().multiply(BigDecimal.valueOf(perUnit));
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw fault("is beyond any clock in " + TimeScale.name(perUnit) + ": is the unit right?");
    }
    return nanos.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /**
   * The unit of a time since 1970, by its size: in each unit, those of this century have other
   * numbers.
   *
   * @return the unit; empty if it is no such time, or has a unit of its own
   */
  public Optional<TimeScale> epochScale() {
    Value value = value();
    double number = value.number().doubleValue();
    if (value.unit().isEmpty()) {
      for (long nanos : new long[] {1_000_000_000L, 1_000_000L, 1_000L, 1L}) {
        double seconds = number * nanos / 1e9;
        if (seconds >= FIRST_EPOCH_SECONDS && seconds <= LAST_EPOCH_SECONDS) {
          return Optional.of(new TimeScale(nanos, "by their size"));
        }
      }
    }
    return Optional.empty();
  }

  private Value value() {
    String plain = withDecimalPoint();
    Matcher matcher = NUMBER.matcher(plain);
    if (plain.length() > MAX_LENGTH || !matcher.matches()) {
      throw text.isEmpty()
          ? line.fault("has nothing in " + column.name() + ": fill it in, or leave out the line")
          : fault("is no number: write one such as 12.5");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    if (isHuge(number)) {
      throw fault("is too large: correct it");
    }
    return new Value(number, matcher.group(2));
  }

  private static boolean isHuge(BigDecimal number) {
    return number.precision() - number.scale() > MAX_MAGNITUDE;
  }

  private String withDecimalPoint() {
    if (text.indexOf(',') < 0) {
      return text;
    }
    Matcher matcher = DECIMAL_COMMA.matcher(text);
    if (!line.decimalComma()) {
      throw fault("has a comma, which separates columns here: write a decimal point");
    }
    if (!matcher.matches()) {
      throw fault("has a separator of thousands: leave it out");
    }
    return (matcher.group(1).isEmpty() ? "0" : matcher.group(1)) + "." + matcher.group(2);
  }

  private IllegalArgumentException fault(String what) {
    String shown =
        (text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text)
            .replaceAll("\\p{Cntrl}", " ");
    return line.fault("holds '" + shown + "' in " + column.name() + ", which " + what);
  }
}
