package weir.http.server;

import org.slf4j.Logger;

/** Logs one line a second, and says how many it kept back. Thread-safe. */
final class RateLimitedLog {

  private final Logger log;
  private final RateLimit limit = new RateLimit();

  RateLimitedLog(Logger log) {
    this.log = log;
  }

  void warn(String sentence) {
    long before = limit.pass();
    if (before != RateLimit.KEPT_BACK) {
      log.warn("{}{}", sentence, before == 0 ? "" : " (and " + before + " more before it)");
    }
  }
}
