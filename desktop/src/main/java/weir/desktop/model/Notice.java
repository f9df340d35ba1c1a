package weir.desktop.model;

/**
 * The panel's message line.
 *
 * @param text one sentence, empty for nothing to say
 * @param fault whether something was refused or failed
 */
public record Notice(String text, boolean fault) {

  /** Nothing to say. */
  public static final Notice NONE = new Notice("", false);

  static Notice info(String text) {
    return new Notice(text, false);
  }

  static Notice fault(String text) {
    return new Notice(text, true);
  }
}
