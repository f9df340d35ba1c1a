package weir.http.config;

/**
 * A setting as it was written.
 *
 * @param key e.g. {@code ring-size}
 * @param value its text, without spaces around it; may be empty
 * @param origin where it was written
 */
public record Setting(String key, String value, Origin origin) {

  /** Takes the spaces off. */
  public Setting {
    value = value.strip();
  }
}
