package weir.http.cli;

import java.time.Duration;
import java.util.function.Function;
import weir.core.settings.DurationText;
import weir.http.config.SettingsException;

/** Reads what was given on the command line: a text that won't do is bad usage. */
final class GivenText {

  private GivenText() {}

  static Duration duration(String text) throws SettingsException {
    return read(text, DurationText::parse);
  }

  /** Reads what is refused by an {@link IllegalArgumentException} with a sentence. */
  static <T> T read(String text, Function<String, T> reader) throws SettingsException {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }
}
