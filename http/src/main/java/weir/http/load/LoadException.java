package weir.http.load;

/** A load can't be run; the message names the fault and the remedy in one sentence. */
public final class LoadException extends Exception {

  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
