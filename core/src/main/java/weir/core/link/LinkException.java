package weir.core.link;

import java.io.IOException;
import java.io.Serial;

/** A fault of the local socket, with a message fit for a person: the fault and the remedy. */
public final class LinkException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence that names the fault and the remedy
   */
  public LinkException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence that names the fault and the remedy
   * @param cause what went wrong underneath
   */
  public LinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
