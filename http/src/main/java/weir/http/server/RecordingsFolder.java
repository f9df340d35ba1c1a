package weir.http.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where the recordings are kept that clients start: they choose names, and no folders. */
final class RecordingsFolder {

  private RecordingsFolder() {}

  /**
   * The user's folder for them.
   *
   * @return {@code $XDG_STATE_HOME/weir/recordings}; {@code ~/.local/state/weir/recordings} where
   *     that variable is unset or no absolute path
   */
  static Path of(Map<String, String> environment, Properties properties) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        Path.of(state).isAbsolute()
            ? Path.of(state)
            : Path.of(properties.getProperty("user.home"), ".local", "state");
    return base.resolve("weir").resolve("recordings");
  }
}
