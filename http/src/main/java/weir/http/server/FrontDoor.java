package weir.http.server;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first, on the thread that read it. Requests that other sites sent are
 * refused, direct routes are answered, and all others go to Javalin. Nobody leaves this thread,
 * which saves the way to another: no route blocks, none is given a body to wait for, and what
 * Javalin answers is sent when it is complete.
 */
final class FrontDoor extends Handler.Wrapper {

  private final Visitors visitors;
  private final Map<String, DirectRoute> directRoutes;

  FrontDoor(Visitors visitors, Map<String, DirectRoute> directRoutes) {
    this.visitors = visitors;
    this.directRoutes = directRoutes;
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
      refusal.answer(response, callback);
      return true;
    }
    DirectRoute direct = directRoutes.get(path(request));
    if (direct == null) {
      answerBehind(request, new WholeAnswer(request, response, callback));
    } else if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.POST.is(request.getMethod())) {
      direct.handle(request, response, callback);
    } else {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
      Problems.METHOD_NOT_ALLOWED.answer(response, callback);
    }
    return true;
  }

  /** As Javalin compares paths: with or without a slash at the end. */
  private static String path(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    if (path == null) {
      return "";
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void answerBehind(Request request, WholeAnswer answer) {
    Handler behind = getHandler();
    @Nullable Throwable failure = null;
    boolean handled = false;
    try {
      handled = behind != null && behind.handle(request, answer, answer.completion());
    } catch (Exception | Error e) {
      failure = e;
    }
    if (failure != null) {
      answer.completion().failed(failure);
    } else if (!handled) {
      Response.writeError(request, answer, answer.completion(), HttpStatus.NOT_FOUND_404);
    }
  }
}
