package weir.http.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Publishes one event and answers at once. The answer has the same bytes each time: load generators
 * take a length that varies for a failure.
 */
final class EventRoute implements DirectRoute {

  private static final PlainAnswer OK = PlainAnswer.of(202, "OK");

  private final Publishing publishing;

  EventRoute(Publishing publishing) {
    this.publishing = publishing;
  }

  @Override
  public void handle(Request request, Response response, Callback callback) {
    publishing.publish(
        request,
        HttpEvent::of,
        problem -> {
          if (problem == null) {
            OK.answer(response, callback);
          } else {
            problem.answer(response, callback);
          }
        });
  }
}
