package weir.core.fault;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Collects what Weir logs from its creation until it is closed; can let every line throw. */
public final class LoggedLines implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("weir");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender;

  private LoggedLines(Runnable atEachLine) {
    appender =
        new AppenderBase<>() {
          @Override
          public synchronized void doAppend(ILoggingEvent event) {
            append(event);
          }

          @Override
          protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
            atEachLine.run();
          }
        };
    appender.start();
    logger.addAppender(appender);
  }

  /**
   * Starts to collect.
   *
   * @return open lines
   */
  public static LoggedLines collect() {
    return new LoggedLines(() -> {});
  }

  /**
   * Makes the logging back end throw.
   *
   * @param faults what it throws
   * @return the lines that were tried
   */
  public static LoggedLines thatThrow(Faults faults) {
    return new LoggedLines(faults::strike);
  }

  /**
   * The lines with a text in them.
   *
   * @param part of a line
   * @return the lines so far
   */
  public List<String> with(String part) {
    return lines.stream().filter(line -> line.contains(part)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
