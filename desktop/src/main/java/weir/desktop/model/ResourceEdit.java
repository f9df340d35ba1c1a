package weir.desktop.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.core.settings.ServiceTimeModel;

/**
 * Settings of the resource as somebody typed them, looked at one by one, so that each fault can be
 * said beside its field.
 *
 * @param changes a text for each setting that is different from the one in force, by key
 * @param before the same settings as they are in force
 * @param faults a sentence for each text that won't do, by key
 */
public record ResourceEdit(
    Map<String, String> changes, Map<String, String> before, Map<String, String> faults) {

  /** Keeps the maps from changing; they stay in order. */
  public ResourceEdit {
    changes = new LinkedHashMap<>(changes);
    before = new LinkedHashMap<>(before);
    faults = new LinkedHashMap<>(faults);
  }

  /**
   * Looks at what was typed.
   *
   * @param inForce the settings in force
   * @param typed a text by key; keys that are missing stay as they are
   * @return what would change, and what won't do
   */
  public static ResourceEdit of(ResourceSettings inForce, Map<String, String> typed) {
    Map<String, String> now = ResourceText.write(inForce);
    Map<String, String> changes = new LinkedHashMap<>();
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> faults = new LinkedHashMap<>();
    typed.forEach(
        (key, text) -> {
          try {
            String wanted = ResourceText.write(changed(inForce, key, text)).get(key);
            String present = now.get(key);
            if (wanted != null && present != null && !wanted.equals(present)) {
              changes.put(key, wanted);
              before.put(key, present);
            }
          } catch (IllegalArgumentException e) {
            faults.put(key, String.valueOf(e.getMessage()));
          }
        });
    return new ResourceEdit(changes, before, faults);
  }

  /** The server may have another working folder: a relative path is one of the panel's. */
  private static ResourceSettings changed(ResourceSettings inForce, String key, String text) {
    ResourceSettings changed = ResourceText.with(inForce, key, text);
    return key.equals(ResourceText.DISTRIBUTION)
            && changed.distribution() instanceof ServiceTimeModel.Replay replay
        ? ResourceText.with(
            inForce,
            key,
            replay.withFile(Path.of(replay.choice().file()).toAbsolutePath().toString()).text())
        : changed;
  }
}
