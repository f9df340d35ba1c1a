package weir.core.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what is not the pool's own and what the pool has to survive: callbacks of the user, and the
 * logging, whose back end is the user's too. Nothing that it throws, be it an Error, gets through.
 */
final class Shielded {

  /** What is called. */
  interface Call {
    void run() throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Shielded.class);

  private Shielded() {}

  /** Calls, and logs what is thrown as the failure of {@code what}. */
  static void call(String what, Call call) {
    try {
      call.run();
    } catch (Throwable e) {
      log(() -> LOG.error("{} failed; the pool goes on", what, e));
    }
  }

  /** Logs. If that fails too, there is nobody left to tell. */
  @SuppressWarnings("EmptyCatch")
  static void log(Runnable entry) {
    try {
      entry.run();
    } catch (Throwable e) {
      // Said above.
    }
  }
}
