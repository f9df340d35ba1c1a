package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import weir.core.pipeline.Pipeline;

/**
 * Publishes one event and answers at once. The answer has the same bytes each time: load generators
 * take a length that varies for a failure.
 */
final class EventRoute implements Handler {

  private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);

  private final Pipeline<HttpEvent> pipeline;

  EventRoute(Pipeline<HttpEvent> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void handle(Context context) throws IOException {
    if (Publishing.publish(pipeline, context, HttpEvent::of)) {
      context.status(202).contentType("text/plain").result(OK);
    }
  }
}
