package weir.http.client;

import java.io.Serial;

/** A command does not say which source it is for, or names one that is not there. */
public final class UnclearSource extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UnclearSource(String message) {
    super(message);
  }
}
