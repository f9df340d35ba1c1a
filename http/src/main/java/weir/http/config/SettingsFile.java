package weir.http.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import weir.http.config.HoconFile.IncludeFault;

/** Reads the settings that a configuration file gives. */
final class SettingsFile {

  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @param name its path
   * @param from what named it
   * @param keys the settings there are
   * @return the settings it gives, by key
   * @throws SettingsException if it can't be read, or holds anything but settings
   */
  static Map<String, Setting> read(String name, Origin from, Collection<String> keys)
      throws SettingsException {
    ConfigObject root = parse(name, from).root();
    new UnknownSettings(keys).refuse(root);
    Map<String, Setting> settings = new HashMap<>();
    if (root.get(ReferenceSettings.ROOT) instanceof ConfigObject given) {
      for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
        String key = entry.getKey();
        Origin origin = Origin.file(entry.getValue().origin());
        requireText(key, entry.getValue(), origin);
        settings.put(key, new Setting(key, given.toConfig().getString(key), origin));
      }
    }
    return settings;
  }

  private static Config parse(String name, Origin from) throws SettingsException {
    try {
      Path path = Path.of(name);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return HoconFile.parse(path).resolve(ConfigResolveOptions.noSystem());
      }
      throw new SettingsException(unreadable(name, from));
    } catch (InvalidPathException | IOException e) {
      throw new SettingsException(unreadable(name, from) + " (" + e.getMessage() + ")", e);
    } catch (IncludeFault e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    } catch (ConfigException e) {
      throw new SettingsException(notHocon(name, e), e);
    }
  }

  private static String unreadable(String name, Origin from) {
    return "the configuration file %s (from %s) can't be read: check its path and permissions"
        .formatted(name, from.phrase());
  }

  /** The library puts file and line in front of what it says. */
  private static String notHocon(String name, ConfigException e) {
    String fault = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown fault");
    if (e.origin() == null) {
      return name + " is not valid HOCON: " + fault;
    }
    String place = e.origin().description() + ": ";
    return "%s is not valid HOCON: %s"
        .formatted(
            Origin.file(e.origin()).label(),
            fault.startsWith(place) ? fault.substring(place.length()) : fault);
  }

  private static void requireText(String key, ConfigValue value, Origin origin)
      throws SettingsException {
    String type = value.valueType().name().toLowerCase(Locale.ROOT);
    switch (value.valueType()) {
      case LIST, OBJECT, NULL ->
          throw new SettingsException(
              "%s (from %s) can't be used: it is of type %s; write one value, in quotes where it"
                      .formatted(key, origin.phrase(), type)
                  + " has commas");
      case NUMBER, BOOLEAN, STRING -> {}
    }
  }
}
