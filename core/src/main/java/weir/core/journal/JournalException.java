package weir.core.journal;

/** A journal can't be opened, read or closed. The message says why and what to do. */
public final class JournalException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message fault and remedy in a sentence
   */
  public JournalException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message fault and remedy in a sentence
   * @param cause what was thrown
   */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
