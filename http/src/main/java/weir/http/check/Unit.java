package weir.http.check;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.core.settings.DurationText;
import weir.http.stats.StatsText;

/** What a figure is counted in, and how its limits are written. */
enum Unit {
  /** Nanoseconds. */
  DURATION("nanoseconds") {
    @Override
    double read(String text) {
      return (double) DurationText.parse(text).toNanos();
    }

    @Override
    String text(double value) {
      return StatsText.time(Math.round(value));
    }
  },

  COUNT("") {
    @Override
    double read(String text) {
      return number(text, "", "a number, such as 0 or 1000");
    }

    @Override
    String text(double value) {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%,.0f", value)
          : String.format(Locale.ROOT, "%,.2f", value);
    }
  },

  /** Events in a second. */
  RATE("perSecond") {
    @Override
    double read(String text) {
      return number(text, "/s", "a number of events in a second, such as 1000 or 0.5/s");
    }

    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%,.1f/s", value);
    }
  },

  /** From 0 to 1. */
  SHARE("share") {
    @Override
    double read(String text) {
      String wanted = "a share, such as 80% or 0.8";
      double share =
          text.endsWith("%") ? number(text, "%", wanted) / 100 : number(text, "", wanted);
      if (share > 1) {
        throw new IllegalArgumentException("'" + text + "' is above 1: write " + wanted);
      }
      return share;
    }

    @Override
    String text(double value) {
      return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }
  };

  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");

  private final String inJson;

  Unit(String inJson) {
    this.inJson = inJson;
  }

  /** What it is called in JSON; empty for a plain number. */
  String inJson() {
    return inJson;
  }

  /** Reads a limit; the fault of one that can't be read is a sentence that says what to write. */
  abstract double read(String text);

  /** Writes a value for people. */
  abstract String text(double value);

  private static double number(String text, String unit, String wanted) {
    String digits = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : text;
    Matcher matcher = NUMBER.matcher(digits.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not what it needs: write " + wanted);
    }
    return Double.parseDouble(matcher.group());
  }
}
