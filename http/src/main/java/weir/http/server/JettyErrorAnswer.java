package weir.http.server;

import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/** Answers what never reaches Javalin: requests that are no HTTP, and those after the stop. */
final class JettyErrorAnswer extends ErrorHandler {

  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(JettyErrorAnswer.class), Duration.ofSeconds(1));

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    if (HttpStatus.isClientError(code)) {
      faults.report(
          () ->
              String.format(
                  Locale.ROOT,
                  "A client's request can't be read (%s); answered %d",
                  message,
                  code));
    }
    Problem problem =
        code == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Problems.DRAINING
            : Problem.of(code, HttpStatus.getMessage(code), "The request can't be processed.");
    problem.answer(response, callback);
  }
}
