package weir.http.client;

import java.io.Serial;

/** A command that can't be carried out, with one sentence that names the fault and the remedy. */
public final class CommandFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * A fault found here.
   *
   * @param message the sentence
   */
  public CommandFailure(String message) {
    super(message);
  }

  /**
   * A fault that another one caused.
   *
   * @param message the sentence
   * @param cause the other one
   */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
