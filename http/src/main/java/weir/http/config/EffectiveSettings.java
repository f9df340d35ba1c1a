package weir.http.config;

import java.util.List;

/**
 * The settings in force, and how they came about.
 *
 * @param serve complete and checked
 * @param origins every setting as it was written, in the order of {@code reference.conf}
 * @param warnings a sentence for each thing that was ignored and perhaps meant
 */
public record EffectiveSettings(ServeSettings serve, List<Setting> origins, List<String> warnings) {

  /** Copies the lists. */
  public EffectiveSettings {
    origins = List.copyOf(origins);
    warnings = List.copyOf(warnings);
  }

  /**
   * One setting.
   *
   * @param key e.g. {@code ring-size}
   * @return the setting
   * @throws SettingsException if there is none of that name
   */
  public Setting named(String key) throws SettingsException {
    List<String> keys = origins.stream().map(Setting::key).toList();
    int index = keys.indexOf(key);
    if (index < 0) {
      throw new SettingsException(
          "unknown setting %s: %s".formatted(key, NearestName.remedy(key, keys)));
    }
    return origins.get(index);
  }
}
