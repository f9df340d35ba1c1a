package weir.http.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit statuses of every command, and the table of them that help and docs show. */
final class ExitStatus {

  static final int OK = 0;

  /** The command was understood and could not be carried out. */
  static final int FAILURE = 1;

  /** A flag, an argument, an environment variable or the configuration file can't be used. */
  static final int USAGE = 2;

  /** The JVM's own, of -XX:+ExitOnOutOfMemoryError. */
  static final int OUT_OF_MEMORY = 3;

  /** What was checked was measured, and is not so. */
  static final int CHECK_FAILED = 4;

  /** A second signal came before the orderly stop was over; as a shell says of SIGINT. */
  static final int STOPPED_AT_ONCE = 130;

  private ExitStatus() {}

  /** What each means, in rising order. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    put(meanings, OK, "done");
    put(meanings, FAILURE, "could not be done, or not measured; a sentence says why");
    put(meanings, USAGE, "bad flag, argument, environment variable or file; nothing was done");
    put(meanings, OUT_OF_MEMORY, "out of memory");
    put(
        meanings,
        CHECK_FAILED,
        "what was checked is not so: a condition of 'weir check', theory in 'weir lab', or a journal"
            + " or recording that is damaged");
    put(meanings, STOPPED_AT_ONCE, "ended by a second Ctrl-C or SIGTERM, before it was done");
    return meanings;
  }

  private static void put(Map<String, String> meanings, int status, String meaning) {
    meanings.put(Integer.toString(status), meaning);
  }
}
