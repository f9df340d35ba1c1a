package weir.http.logging;

import weir.http.config.LogFormat;

/**
 * Chooses who writes the log lines, before the first logger is made: slf4j-simple, which starts in
 * no time, or Logback, which writes JSON. Both are on the class path, and SLF4J takes the one that
 * its system property names.
 */
public final class LogOutput {

  private static final String PROVIDER = "slf4j.provider";
  private static final String VERBOSITY = "slf4j.internal.verbosity";
  private static final String SIMPLE = "org.slf4j.simple.SimpleServiceProvider";
  private static final String LOGBACK = "ch.qos.logback.classic.spi.LogbackServiceProvider";

  private LogOutput() {}

  /** Lets text be written, unless the user has named a provider of his own. */
  public static void beginWithText() {
    if (System.getProperty(VERBOSITY) == null) {
      // Else SLF4J says that it does what the other property asks for.
      System.setProperty(VERBOSITY, "WARN");
    }
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, SIMPLE);
    }
  }

  /**
   * Chooses the form of what is logged from now on. Has no effect once there is a logger.
   *
   * @param format what was asked for
   */
  public static void use(LogFormat format) {
    if (format == LogFormat.JSON) {
      System.setProperty(PROVIDER, LOGBACK);
    }
  }

  /**
   * Whether whatever is written to standard error is to be JSON.
   *
   * @return true after {@link #use} with {@link LogFormat#JSON}
   */
  public static boolean isJson() {
    return LOGBACK.equals(System.getProperty(PROVIDER));
  }
}
