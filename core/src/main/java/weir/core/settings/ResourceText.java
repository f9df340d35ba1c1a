package weir.core.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the resource as people write them, one key and one text each: the same for flags,
 * configuration files, commands and the local socket.
 */
public final class ResourceText {

  /** Key of the one that may name a file. */
  public static final String DISTRIBUTION = ResourceSettings.DISTRIBUTION.key();

  /** Every key, in the order of {@link ResourceSettings#SETTINGS}. */
  public static final List<String> KEYS =
      ResourceSettings.SETTINGS.stream().<String>map(SettingDescription::key).toList();

  private ResourceText() {}

  /**
   * Changes one setting.
   *
   * @param old the settings to start from
   * @param key one of {@link #KEYS}
   * @param text what to set it to
   * @return the changed settings
   * @throws IllegalArgumentException if the text does not do; the message says what to write
   */
  public static ResourceSettings with(ResourceSettings old, String key, String text) {
    return with(old, Map.of(key, text));
  }

  /**
   * Changes some settings.
   *
   * @param old the settings to start from
   * @param changes what to set to which text, by key
   * @return the changed settings; the old ones themselves if nothing is different
   * @throws IllegalArgumentException if there is no such setting, or a text does not do; the
   *     message says what to write
   */
  public static ResourceSettings with(ResourceSettings old, Map<String, String> changes) {
    for (String key : changes.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("'" + key + "' is no setting of the resource");
      }
    }
    ResourceSettings changed = old.with(changes);
    return changed.equals(old) ? old : changed;
  }

  /**
   * Reads what {@link #write} wrote, perhaps in another version: a setting that is not known here
   * is passed over, and one that is missing has its default.
   *
   * @param texts a text for each key
   * @return the settings
   * @throws IllegalArgumentException if a text does not do; the message says what to write
   */
  public static ResourceSettings read(Map<String, String> texts) {
    return ResourceSettings.DEFAULTS.with(texts);
  }

  /**
   * Writes settings so that {@link #with} and {@link #read} read them.
   *
   * @param settings what to write
   * @return a text for each key, in order
   */
  public static Map<String, String> write(ResourceSettings settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    ResourceSettings.SETTINGS.forEach(setting -> texts.put(setting.key(), setting.text(settings)));
    return texts;
  }
}
