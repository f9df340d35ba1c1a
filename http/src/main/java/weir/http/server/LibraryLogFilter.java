package weir.http.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one line a second of each of Jetty's and Javalin's loggers through: a client can have them
 * write as many as it likes. Named in {@code logback.xml}. Thread-safe.
 */
public final class LibraryLogFilter extends Filter<ILoggingEvent> {

  private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

  /** For logback. */
  public LibraryLogFilter() {}

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    if (!logger.startsWith("org.eclipse.jetty.") && !logger.startsWith("io.javalin.")) {
      return FilterReply.NEUTRAL;
    }
    RateLimit limit = limits.computeIfAbsent(logger, name -> new RateLimit());
    return limit.pass() == RateLimit.KEPT_BACK ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
