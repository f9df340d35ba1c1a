package weir.http.server;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes first, on the thread that read it. Requests that other sites sent are
 * refused, direct routes are answered, and all others go to Javalin: on this thread too, which
 * saves the way to another, but for figures that have to be made first, which may wait for the
 * sampler. Nobody waits for a client: no route is given a body to wait for, and what Javalin
 * answers is sent when it is complete.
 */
final class FrontDoor extends Handler.Wrapper {

  private final Visitors visitors;
  private final Map<String, DirectRoute> directRoutes;
  private final EventBodies bodies;
  private final RecentFigures figures;
  private final Readiness readiness;

  FrontDoor(
      Visitors visitors,
      Map<String, DirectRoute> directRoutes,
      EventBodies bodies,
      RecentFigures figures,
      Readiness readiness) {
    this.visitors = visitors;
    this.bodies = bodies;
    this.directRoutes = directRoutes;
    this.figures = figures;
    this.readiness = readiness;
  }

  /** Whatever the handler behind says of itself. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem refusal = visitors.refusal(request);
    if (refusal != null) {
      bodies.discard(request, () -> refusal.answer(response, callback));
      return true;
    }
    String path = path(request);
    DirectRoute direct = directRoutes.get(path);
    if (direct == null) {
      bodies.discard(request, () -> answerBehind(path, request, response, callback));
    } else if (readiness.isStarting()) {
      bodies.discard(request, () -> Problems.STARTING.answer(response, callback));
    } else if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.POST.is(request.getMethod())) {
      direct.handle(request, response, callback);
    } else {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
      bodies.discard(request, () -> Problems.METHOD_NOT_ALLOWED.answer(response, callback));
    }
    return true;
  }

  private void answerBehind(String path, Request request, Response response, Callback callback) {
    WholeAnswer answer = new WholeAnswer(request, response, callback);
    if (Routes.OF_FIGURES.contains(path)) {
      answer.letBodyBeGiven();
      answerFigures(request, answer);
    } else {
      answerBehind(request, answer);
    }
  }

  /** As Javalin compares paths: with or without a slash at the end. */
  private static String path(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    if (path == null) {
      return "";
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void answerFigures(Request request, WholeAnswer answer) {
    if (figures.areAtHand()) {
      answerBehind(request, answer);
    } else {
      handOver(request, answer);
    }
  }

  private void handOver(Request request, WholeAnswer answer) {
    try {
      getServer().getThreadPool().execute(() -> answerBehind(request, answer));
    } catch (RejectedExecutionException e) {
      Problems.DRAINING.answer(answer, answer.completion());
    }
  }

  private void answerBehind(Request request, WholeAnswer answer) {
    Handler behind = getHandler();
    try {
      if (behind == null || !behind.handle(request, answer, answer.completion())) {
        Response.writeError(request, answer, answer.completion(), HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception | Error e) {
      answer.completion().failed(e);
    }
  }
}
