package weir.http.config;

import java.io.Serial;

/** A setting that can't be used, with a message fit for a person: the fault and the remedy. */
public final class SettingsException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence that names the fault and the remedy
   */
  public SettingsException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence that names the fault and the remedy
   * @param cause what went wrong underneath
   */
  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
