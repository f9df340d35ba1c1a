package weir.http.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Answers what never reaches Javalin: requests that are no HTTP, and those after the stop. */
final class JettyErrorAnswer extends ErrorHandler {

  private final RateLimitedLog log =
      new RateLimitedLog(LoggerFactory.getLogger(JettyErrorAnswer.class));

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    if (HttpStatus.isClientError(code)) {
      log.warn(
          String.format(
              Locale.ROOT, "A client's request can't be read (%s); answered %d", message, code));
    }
    Problem problem =
        code == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Problems.DRAINING
            : Problem.of(code, HttpStatus.getMessage(code), "The request can't be processed.");
    problem.answer(response, callback);
  }
}
