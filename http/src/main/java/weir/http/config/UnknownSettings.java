package weir.http.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a file says and no setting means, and what was probably meant. */
final class UnknownSettings {

  private static final String ROOT = ReferenceSettings.ROOT;

  private final Collection<String> keys;

  /** For files whose settings may be these. */
  UnknownSettings(Collection<String> keys) {
    this.keys = keys;
  }

  /** Refuses a file with anything unknown in it, with all there is of it. */
  void refuse(ConfigObject root) throws SettingsException {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : inOrder(root)) {
      if (!entry.getKey().equals(ROOT)) {
        faults.add(at(entry) + outside(entry.getKey()));
      } else if (entry.getValue() instanceof ConfigObject inside) {
        inOrder(inside).stream()
            .filter(setting -> !keys.contains(setting.getKey()))
            .forEach(setting -> faults.add(at(setting) + inside(setting.getKey())));
      } else {
        faults.add(at(entry) + "weir is no setting: write weir { … } with the settings in it");
      }
    }
    if (!faults.isEmpty()) {
      throw new SettingsException(String.join("; ", faults));
    }
  }

  /** An object has lost the order of its lines. */
  private static List<Map.Entry<String, ConfigValue>> inOrder(ConfigObject object) {
    return object.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
        .toList();
  }

  private static String at(Map.Entry<String, ConfigValue> entry) {
    return Origin.file(entry.getValue().origin()).label() + ": ";
  }

  private String inside(String key) {
    return "unknown setting weir.%s: %s".formatted(key, NearestName.remedy(key, keys));
  }

  private String outside(String key) {
    Optional<String> setting = NearestName.to(key, keys);
    if (keys.contains(key)) {
      return "%s stands outside of weir { }: write weir.%1$s, or put it inside".formatted(key);
    }
    if (NearestName.to(key, List.of(ROOT)).isPresent()) {
      return "unknown section " + key + ": did you mean weir?";
    }
    return "unknown setting %s: %s"
        .formatted(
            key,
            setting
                .map(name -> "did you mean weir." + name + "?")
                .orElse("settings stand inside weir { }, and are " + String.join(", ", keys)));
  }
}
