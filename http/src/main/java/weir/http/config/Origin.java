package weir.http.config;

import com.typesafe.config.ConfigOrigin;

/**
 * Where the value of a setting was written.
 *
 * @param label short, for lists: {@code --port}, {@code environment WEIR_PORT}, {@code f.conf:3} or
 *     {@code default}
 * @param phrase the same inside a sentence, after "from"
 */
public record Origin(String label, String phrase) {

  static Origin flag(String key) {
    return new Origin("--" + key, "--" + key);
  }

  static Origin environment(String variable) {
    return new Origin("environment " + variable, "the environment variable " + variable);
  }

  static Origin file(ConfigOrigin origin) {
    String line = "%s:%d".formatted(fileOf(origin), origin.lineNumber());
    return origin.lineNumber() < 0 ? atDescription(origin) : new Origin(line, line);
  }

  static Origin byDefault() {
    return new Origin("default", "the defaults");
  }

  /** Files of properties have no lines. */
  private static Origin atDescription(ConfigOrigin origin) {
    return new Origin(origin.description(), origin.description());
  }

  /** A description is the file's name and its line, or its lines where a value spans some. */
  static String fileOf(ConfigOrigin origin) {
    return origin.description().replaceFirst(": \\d+(-\\d+)?$", "");
  }
}
