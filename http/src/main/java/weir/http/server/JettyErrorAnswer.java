package weir.http.server;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches Javalin: requests that are no HTTP, and those after the stop. */
final class JettyErrorAnswer extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem =
        code == HttpStatus.SERVICE_UNAVAILABLE_503
            ? Problems.DRAINING
            : Problem.of(code, HttpStatus.getMessage(code), "The request can't be processed.");
    problem.answer(response, callback);
  }
}
