package weir.http.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.http.config.EffectiveSettings;
import weir.http.config.LogFormat;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;

/** What {@code weir serve} can be told, for each command that reads it. */
final class ServeFlags {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "HOCON file with the same settings under 'weir' ($$WEIR_CONFIG); environment variables"
              + " such as $$WEIR_RING_SIZE win over it, and flags over both.")
  private @Nullable Path config;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** What is not to be chosen, by key. */
  private final Map<String, String> fixed;

  ServeFlags() {
    fixed = Map.of();
  }

  /** Flags of a command that has chosen a setting itself. */
  ServeFlags(String key, String value) {
    fixed = Map.of(key, value);
  }

  private Map<String, String> given() {
    Map<String, String> given = SettingFlags.given(command);
    given.putAll(fixed);
    return given;
  }

  /** Reads how log lines are to be written, and nothing else. */
  LogFormat logFormat() throws SettingsException {
    return SettingsLoader.logFormat(given(), RunEnvironment.of(command), config);
  }

  /** Reads the settings; what was perhaps meant and is ignored is said on standard error. */
  EffectiveSettings load() throws SettingsException {
    EffectiveSettings settings = SettingsLoader.load(given(), RunEnvironment.of(command), config);
    settings.warnings().forEach(warning -> StandardError.warn(command, warning));
    return settings;
  }
}
