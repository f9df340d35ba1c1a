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

  /**
   * Something that was done.
   *
   * @param text one sentence
   * @return the notice
   */
  public static Notice info(String text) {
    return new Notice(text, false);
  }

  /**
   * Something that was refused or failed.
   *
   * @param text one sentence
   * @return the notice
   */
  public static Notice fault(String text) {
    return new Notice(text, true);
  }
}
