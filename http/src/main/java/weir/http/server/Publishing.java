package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.function.Function;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;
import weir.http.wire.IntendedArrival;

/** Turns a request into an event. */
final class Publishing {

  static final int MAX_BODY_BYTES = 16 * 1024;

  private static final byte[] NO_PAYLOAD = {};

  private Publishing() {}

  /**
   * Publishes the event of a request, and answers if it was not accepted.
   *
   * @return whether it was accepted
   */
  static boolean publish(
      Pipeline<HttpEvent> pipeline, Context context, Function<byte[], HttpEvent> events)
      throws IOException {
    long nowNanos = System.nanoTime();
    long agoNanos = 0;
    String intended = context.header(IntendedArrival.HEADER);
    if (intended != null) {
      try {
        agoNanos = IntendedArrival.agoNanos(intended, IntendedArrival.wallClockMicros());
      } catch (IllegalArgumentException e) {
        String fault = IntendedArrival.HEADER + " " + e.getMessage() + "; nothing was published.";
        Problem.of(400, "Bad header", fault).answer(context);
        return false;
      }
    }
    byte[] body = context.method().equals(HandlerType.GET) ? NO_PAYLOAD : readBody(context);
    if (body.length > MAX_BODY_BYTES) {
      Problems.BODY_TOO_LARGE.answer(context);
      return false;
    }
    HttpEvent event = events.apply(body);
    PublishOutcome outcome =
        intended == null ? pipeline.publish(event) : pipeline.publish(event, nowNanos - agoNanos);
    switch (outcome) {
      case ACCEPTED -> {
        return true;
      }
      case RING_FULL -> Problems.RING_FULL.answer(context);
      // Interrupted: HTTP is stopping, and the request waited for room.
      case CLOSED, INTERRUPTED -> Problems.DRAINING.answer(context);
    }
    return false;
  }

  /** One byte more than allowed tells a body that is too large, whether or not it has a length. */
  private static byte[] readBody(Context context) throws IOException {
    long length = context.req().getContentLengthLong();
    boolean fits = length >= 0 && length <= MAX_BODY_BYTES;
    return context.req().getInputStream().readNBytes(fits ? (int) length : MAX_BODY_BYTES + 1);
  }
}
