package weir.http.jvm;

/** Something can't be done with another JVM; the message says what, why and what to do. */
public final class JvmException extends Exception {

  private static final long serialVersionUID = 1;

  JvmException(String message) {
    super(message);
  }

  JvmException(String message, Throwable cause) {
    super(message, cause);
  }
}
