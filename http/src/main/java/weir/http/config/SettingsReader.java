package weir.http.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads single settings; each fault names the setting, where it was written, and the remedy. */
final class SettingsReader {

  private final Config config;

  SettingsReader(Config config) {
    this.config = config;
  }

  String text(String key) throws SettingsException {
    try {
      return config.getString(key).strip();
    } catch (ConfigException e) {
      throw new SettingsException("%s can't be used: %s".formatted(key, firstLine(e)), e);
    }
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

  Duration duration(String key) throws SettingsException {
    try {
      return Durations.parse(text(key));
    } catch (SettingsException e) {
      throw fault(key, "can't be used: " + e.getMessage());
    }
  }

  /** Reads the name of a constant in lower case, with hyphens. */
  <E extends Enum<E>> E choice(String key, E[] constants) throws SettingsException {
    String text = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      String name = SettingsLoader.nameOf(constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw fault(key, "is '" + text + "': choose one of " + String.join(", ", names));
  }

  SettingsException fault(String key, String fault) {
    return new SettingsException(
        "%s (from %s) %s".formatted(key, config.getValue(key).origin().description(), fault));
  }

  static String firstLine(ConfigException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown fault");
  }
}
