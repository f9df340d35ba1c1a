package weir.core.resource;

/** A use of the mock resource failed, as its settings wanted it to. */
public final class ResourceException extends Exception {

  private static final long serialVersionUID = 1L;

  ResourceException(String message) {
    // Failures are wanted by the thousand: no stack is walked for them.
    super(message, null, false, false);
  }
}
