package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import weir.core.pipeline.Pipeline;

/** Publishes one event per request and answers at once, with the same bytes each time. */
final class EventRoute implements Handler {

  /** A ring full of such bodies fits into memory: a quarter of a GiB at the default ring size. */
  static final int MAX_BODY_BYTES = 16 * 1024;

  private static final byte[] NO_PAYLOAD = {};
  private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);

  private final Pipeline<byte[]> pipeline;

  EventRoute(Pipeline<byte[]> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void handle(Context context) throws IOException {
    byte[] payload = context.method().equals(HandlerType.GET) ? NO_PAYLOAD : readBody(context);
    if (payload.length > MAX_BODY_BYTES) {
      Problems.BODY_TOO_LARGE.answer(context);
      return;
    }
    switch (pipeline.publish(payload)) {
      case ACCEPTED -> context.status(202).contentType("text/plain").result(OK);
      case RING_FULL -> Problems.RING_FULL.answer(context);
      // Interrupted: HTTP is stopping, and the request waited for room.
      case CLOSED, INTERRUPTED -> Problems.DRAINING.answer(context);
    }
  }

  /** One byte more than allowed tells a body that is too large, whether or not it has a length. */
  private static byte[] readBody(Context context) throws IOException {
    long length = context.req().getContentLengthLong();
    boolean fits = length >= 0 && length <= MAX_BODY_BYTES;
    return context.req().getInputStream().readNBytes(fits ? (int) length : MAX_BODY_BYTES + 1);
  }
}
