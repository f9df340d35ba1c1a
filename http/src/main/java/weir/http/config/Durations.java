package weir.http.config;

import java.time.Duration;
import weir.core.settings.DurationText;

/** Durations of settings: read with a fault that names the setting, written in compact form. */
public final class Durations {

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @param text a number, whole or with decimals, and one of the units ns, us, ms, s, m, h
   * @return the duration, 0 to one day, rounded to nanoseconds
   * @throws SettingsException if the text is no such duration
   */
  public static Duration parse(String text) throws SettingsException {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Writes a duration in the largest of s, ms, us and ns that leaves it at 1 or more.
   *
   * @param duration not negative
   * @return text that {@link #parse} reads back exactly, e.g. {@code 1.5s}
   */
  public static String format(Duration duration) {
    return DurationText.format(duration);
  }
}
