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

  /**
   * A description is a file and, but for files of properties, a line or the lines that a value
   * spans; or "merge of" some of them where a value is put together.
   */
  static Origin file(ConfigOrigin origin) {
    String place =
        origin
            .description()
            .replaceFirst("^merge of ", "")
            .replaceAll(": (\\d+)(?:-\\d+)?(,|$)", ":$1$2");
    return new Origin(place, place);
  }

  static Origin byDefault() {
    return new Origin("default", "the defaults");
  }
}
