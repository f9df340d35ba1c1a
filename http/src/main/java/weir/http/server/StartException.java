package weir.http.server;

import java.io.Serial;

/** A server that can't start, with one sentence that names the fault and the remedy. */
public final class StartException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence that names the fault and the remedy
   * @param cause what went wrong underneath
   */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
