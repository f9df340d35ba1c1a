package weir.desktop;

/** What keeps JavaFX from opening a window, in a sentence. */
final class StartFault {

  private StartFault() {}

  /**
   * Names the fault and the remedy.
   *
   * @param fault what JavaFX's start threw
   * @return a sentence without its end
   * @throws RuntimeException the fault itself, if it is one of the panel's own
   */
  static String inWords(RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsatisfiedLinkError) {
        return missing(String.valueOf(cause.getMessage()));
      }
    }
    if (!(fault instanceof UnsupportedOperationException)) {
      throw fault;
    }
    String message = String.valueOf(fault.getMessage());
    return message.contains("library")
        ? missing(message)
        : "there is no display to open a window on ("
            + message
            + "); start it in a desktop session";
  }

  private static String missing(String message) {
    return "the system lacks a library that windows need ("
        + message
        + "); install GTK 3 and libXtst, such as the packages libgtk-3-0 and libxtst6, and start it again";
  }
}
