package weir.http.cli;

/** The exit statuses of every command. */
final class ExitStatus {

  static final int OK = 0;

  /** The command was understood and could not be carried out. */
  static final int FAILURE = 1;

  /** A flag, an argument, an environment variable or the configuration file can't be used. */
  static final int USAGE = 2;

  /** The JVM's own, of -XX:+ExitOnOutOfMemoryError. */
  static final int OUT_OF_MEMORY = 3;

  /** What was measured is not what theory says. */
  static final int DISAGREEMENT = 4;

  private ExitStatus() {}
}
