package weir.http.scaling;

/** Points can't be used; the message names the fault and the remedy in one sentence. */
public final class PointsException extends Exception {

  private static final long serialVersionUID = 1L;

  PointsException(String message) {
    super(message);
  }

  PointsException(String message, Throwable cause) {
    super(message, cause);
  }
}
