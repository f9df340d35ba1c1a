package weir.http.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings that environment variables give: {@code ring-size} by {@code WEIR_RING_SIZE}. One
 * that is empty counts as not set, as it does to the launcher and in most files of variables.
 */
final class EnvironmentSettings {

  /** Names the configuration file, as {@code --config} does. */
  static final String CONFIG = "WEIR_CONFIG";

  private static final String PREFIX = "WEIR_";

  /** Read by the launcher. */
  private static final Set<String> LAUNCHER =
      Set.of("WEIR_JAVA_HOME", "WEIR_JAVA_OPTS", "WEIR_CLASS_PATH");

  private final Map<String, String> environment;
  private final Collection<String> keys;

  /** Wraps variables, for settings of these keys. */
  EnvironmentSettings(Map<String, String> environment, Collection<String> keys) {
    this.environment = environment;
    this.keys = keys;
  }

  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  Optional<Setting> setting(String key) {
    String variable = variable(key);
    return value(variable).map(value -> new Setting(key, value, Origin.environment(variable)));
  }

  Optional<String> configFile() {
    return value(CONFIG);
  }

  /** No refusals: an environment also holds what others have put there, for other programs. */
  List<String> warnings() {
    Set<String> known =
        keys.stream()
            .map(EnvironmentSettings::variable)
            .collect(Collectors.toCollection(TreeSet::new));
    known.add(CONFIG);
    known.addAll(LAUNCHER);
    List<String> warnings = new ArrayList<>();
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (variable.startsWith(PREFIX) && !known.contains(variable)) {
        warnings.add(
            "the environment variable %s is no setting and has no effect: %s"
                .formatted(
                    variable,
                    NearestName.to(variable, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElse(
                            "unset it if it was meant for Weir; 'weir config' lists what there is")));
      }
    }
    return warnings;
  }

  private Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
