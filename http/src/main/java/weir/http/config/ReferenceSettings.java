package weir.http.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every setting there is, with its default, as {@code reference.conf} says it. */
final class ReferenceSettings {

  /** What all settings stand inside of. */
  static final String ROOT = "weir";

  private ReferenceSettings() {}

  /** The settings by key, in the order in which the file explains them. */
  static Map<String, Setting> byKey() {
    Config reference = read().getConfig(ROOT);
    List<String> keys =
        reference.root().keySet().stream()
            .sorted(Comparator.comparingInt(key -> reference.getValue(key).origin().lineNumber()))
            .toList();
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (String key : keys) {
      settings.put(key, new Setting(key, reference.getString(key), Origin.byDefault()));
    }
    return settings;
  }

  /** The first on the class path is Weir's: a handler's libraries may bring one of that name. */
  private static Config read() {
    try (InputStream file = ReferenceSettings.class.getResourceAsStream("/reference.conf");
        Reader reader =
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
