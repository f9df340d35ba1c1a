package weir.http.wire;

/** Which events belong together, as a request says it to a server that handles them in order. */
public final class EventKey {

  /** Name of the header. Events of the same value are handled one after the other. */
  public static final String HEADER = "Weir-Key";

  /** Longest key, in characters. */
  public static final int MAX_LENGTH = 256;

  private EventKey() {}

  /**
   * Checks a key.
   *
   * @param key value of the header
   * @return the key
   * @throws IllegalArgumentException if it won't do; the message goes on with the header's name
   */
  public static String checked(String key) {
    if (key.isEmpty() || key.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must have 1 to " + MAX_LENGTH + " characters, and this has " + key.length());
    }
    return key;
  }
}
