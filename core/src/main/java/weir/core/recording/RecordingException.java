package weir.core.recording;

import java.io.IOException;
import java.io.Serial;

/** What is wrong with a recording, in one sentence that names the fault and the remedy. */
public final class RecordingException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the sentence
   */
  public RecordingException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message the sentence
   * @param cause what went wrong underneath
   */
  public RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
