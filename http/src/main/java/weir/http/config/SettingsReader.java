package weir.http.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import weir.core.settings.DurationText;

/** Reads single settings; each fault names the setting, where it was written, and the remedy. */
final class SettingsReader {

  private final Map<String, Setting> settings;

  SettingsReader(Map<String, Setting> settings) {
    this.settings = settings;
  }

  String text(String key) {
    return setting(key).value();
  }

  String nonEmptyText(String key) throws SettingsException {
    String text = text(key);
    if (text.isEmpty()) {
      throw fault(key, "is empty: give it a value or leave it out");
    }
    return text;
  }

  int integer(String key) throws SettingsException {
    String text = text(key);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw fault(key, "is '" + text + "': write a whole number");
    }
  }

  boolean flag(String key) throws SettingsException {
    String text = text(key);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault(key, "is '" + text + "': write true or false");
    };
  }

  Duration duration(String key) throws SettingsException {
    return checked(key, DurationText::parse);
  }

  /** Reads the name of a constant in lower case, with hyphens. */
  <E extends Enum<E>> E choice(String key, E[] constants) throws SettingsException {
    String text = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      String name = ConstantName.of(constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw fault(key, "is '" + text + "': choose one of " + String.join(", ", names));
  }

  /** Reads what is refused by an {@link IllegalArgumentException} with a sentence. */
  <T> T checked(String key, Function<String, T> read) throws SettingsException {
    try {
      return read.apply(text(key));
    } catch (IllegalArgumentException e) {
      throw fault(key, "can't be used: " + e.getMessage());
    }
  }

  /** The same of a whole number. */
  <T> T checkedInteger(String key, IntFunction<T> read) throws SettingsException {
    int number = integer(key);
    return checked(key, text -> read.apply(number));
  }

  SettingsException fault(String key, String fault) {
    return new SettingsException(
        "%s (from %s) %s".formatted(key, setting(key).origin().phrase(), fault));
  }

  private Setting setting(String key) {
    return Objects.requireNonNull(settings.get(key), key);
  }
}
