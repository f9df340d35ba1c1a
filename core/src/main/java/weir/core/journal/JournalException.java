package weir.core.journal;

import java.io.Serial;

/** What is wrong with a journal, in one sentence that names the fault and the remedy. */
public final class JournalException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the sentence
   */
  public JournalException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message the sentence
   * @param cause what went wrong underneath
   */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
