package weir.http.cli;

import java.io.Serial;

/** A command that can't be carried out, with one sentence that names the fault and the remedy. */
final class CommandFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
