package weir.http.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Has Logback write one JSON object a line to standard error, at the levels of {@code
 * simplelogger.properties}. Found by Logback as a service; a configuration that the user names with
 * {@code -Dlogback.configurationFile} comes first.
 */
public final class JsonLines extends ContextAwareBase implements Configurator {

  /** For Logback. */
  public JsonLines() {}

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(loggers);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    ConsoleAppender<ILoggingEvent> standardError = new ConsoleAppender<>();
    standardError.setContext(loggers);
    standardError.setTarget("System.err");
    standardError.setEncoder(encoder);
    standardError.start();
    ch.qos.logback.classic.Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(standardError);
    // The server says itself what these warn of.
    loggers.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
    loggers.getLogger("org.apache.kafka").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
