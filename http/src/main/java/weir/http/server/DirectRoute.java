package weir.http.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A route that answers on the thread that read the request, and so may never block it. */
@FunctionalInterface
interface DirectRoute {

  /**
   * Answers now or later, always by completing the callback.
   *
   * @param request whose head has been read, its body perhaps not
   * @param response what is answered
   * @param callback completed once, when the answer has been written or can't be
   */
  void handle(Request request, Response response, Callback callback);
}
