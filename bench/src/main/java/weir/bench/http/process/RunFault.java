package weir.bench.http.process;

import java.io.Serial;

/** A run that has no figure: one sentence says why. */
public final class RunFault extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Names the fault.
   *
   * @param message one sentence
   */
  public RunFault(String message) {
    super(message);
  }

  /**
   * Names the fault.
   *
   * @param message one sentence
   * @param cause what was behind it
   */
  public RunFault(String message, Throwable cause) {
    super(message, cause);
  }
}
