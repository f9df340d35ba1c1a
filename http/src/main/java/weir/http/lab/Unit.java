package weir.http.lab;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.core.settings.DurationText;

/** What a number is of, how people write it, and how it is shown. */
public enum Unit {
  /** Things that are counted and are no events: threads, workers, uses. */
  COUNT("", "a number, such as 3"),
  /** Events. */
  EVENTS("events", "a number of events, such as 500"),
  /** A rate. */
  PER_SECOND("events/s", "events a second, such as 40"),
  /** Time, in seconds. */
  SECONDS("s", "a duration, such as 250ms or 5s"),
  /** How many times as much. */
  TIMES("×", "how many times, such as 1.5"),
  /** A part of a whole, from 0 to 1. */
  SHARE("%", "a share, such as 25%");

  private static final Pattern NUMBER =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*(\\S*)");

  private final String symbol;
  private final String example;

  Unit(String symbol, String example) {
    this.symbol = symbol;
    this.example = example;
  }

  /**
   * What stands behind a number.
   *
   * @return such as {@code events/s}; empty for a mere count
   */
  public String symbol() {
    return symbol;
  }

  /**
   * What to write.
   *
   * @return a few words, with an example
   */
  public String example() {
    return example;
  }

  /**
   * Reads what a person wrote.
   *
   * @param text such as {@code 250ms} or {@code 25 %}
   * @return the value; seconds of a duration, from 0 to 1 of a share
   * @throws IllegalArgumentException if it won't do; the message says what to write
   */
  public double read(String text) {
    if (this == SECONDS) {
      return DurationText.parse(text).toNanos() / 1e9;
    }
    Matcher number = NUMBER.matcher(text.strip());
    if (!number.matches() || !(number.group(2).isEmpty() || number.group(2).equals(symbol))) {
      throw new IllegalArgumentException("'" + text.strip() + "' won't do: write " + example);
    }
    double value = Double.parseDouble(number.group(1));
    if (this != SHARE) {
      return value;
    }
    double share = number.group(2).isEmpty() ? value : value / 100;
    if (share > 1) {
      throw new IllegalArgumentException(
          "'" + text.strip() + "' is more than all: write " + example);
    }
    return share;
  }

  /**
   * A value for people, with three digits that mean something.
   *
   * @param value as {@link #read} gives it; NaN for none
   * @return such as {@code 5.06 ms}
   */
  public String shown(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return switch (this) {
      case COUNT -> digits(value);
      case SECONDS -> seconds(value);
      case SHARE -> digits(100 * value) + " %";
      case EVENTS -> value == 1 ? "1 event" : digits(value) + " " + symbol;
      case PER_SECOND -> digits(value) + " " + symbol;
      case TIMES -> digits(value) + symbol;
    };
  }

  static String seconds(double seconds) {
    if (seconds == 0) {
      return "0 s";
    }
    return seconds < 0.001
        ? digits(seconds * 1e6) + " µs"
        : seconds < 1 ? digits(seconds * 1e3) + " ms" : digits(seconds) + " s";
  }

  /** A duration that is set, as people write it. */
  static String written(Duration duration) {
    return DurationText.shown(duration);
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }
}
