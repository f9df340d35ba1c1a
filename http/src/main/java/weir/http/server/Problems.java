package weir.http.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every problem that the server answers with, and the one place where errors are mapped to them.
 */
final class Problems {

  static final Problem RING_FULL =
      Problem.retryLater(
          503, "Ring full", "Every slot of the ring is taken; the event was not accepted.");
  static final Problem DRAINING =
      Problem.retryLater(
          503, "Draining", "The server is stopping and takes no more events; this one was not.");
  static final Problem JOURNAL_FULL =
      Problem.retryLater(
          503,
          "Journal full",
          "The journal holds as much as it may, or its disk is behind; the event was not accepted."
              + " There is room as events end and the disk catches up.");
  static final Problem DISK_FULL =
      Problem.of(507, "Disk full", "The disk of the journal is full; the event was not accepted.");
  static final Problem TOO_LARGE =
      Problem.of(413, "Event too large", "The event is larger than the journal takes.");
  static final Problem JOURNAL_UNAVAILABLE =
      Problem.retryLater(
          503,
          "Journal unavailable",
          "The journal can't be written or reached; the event was not accepted. The server's log"
              + " says why.");

  /** Not to be sent again without thought: it may be handled twice then. */
  static final Problem ACCEPTANCE_UNKNOWN =
      Problem.of(
          500,
          "Acceptance unknown",
          "The journal could not tell whether it has the event: it may be handled or lost.");

  static final Problem STARTING =
      Problem.retryLater(503, "Starting", "The server is starting; nothing was accepted.");
  static final Problem NOT_READY = Problem.retryLater(503, "Not ready", "The server is stopping.");
  static final Problem JOURNAL_FAILED =
      Problem.of(
          503,
          "Not ready",
          "The journal has failed and takes no more events until the server is started anew; its log"
              + " says why.");
  static final Problem BODY_TOO_LARGE =
      Problem.of(
          413,
          "Body too large",
          "The body of an event may have at most " + ClientLimits.MAX_BODY_BYTES + " bytes.");
  static final Problem BODY_TOO_SLOW =
      Problem.of(408, "Body too slow", "The body came in too slowly; nothing was published.");
  static final Problem BODY_BROKEN =
      Problem.of(400, "Body broken", "The body breaks off or is no HTTP; nothing was published.");

  static final Problem EVENT_FAILED =
      Problem.of(500, "Event failed", "The event was accepted, and its handler failed.");
  static final Problem EVENT_LEFT =
      Problem.retryLater(503, "Stopped", "The server stopped before the event was handled.");
  static final Problem EVENT_UNKNOWN =
      Problem.of(
          500,
          "Outcome unknown",
          "The server stopped while the event was being handled; whether it completed is not known.");

  static final Problem NOBODY_TO_WAIT_FOR =
      Problem.of(
          501,
          "Not with this journal",
          "Another process may handle the event, and would not tell this one when it has ended;"
              + " nothing was published. Publish to /events.");

  static final Problem RESOURCE_FAILED =
      Problem.of(500, "Resource failed", "The resource refused this use of it, or it failed.");
  static final Problem ONLY_ON_LOOPBACK =
      Problem.of(
          403,
          "Only on loopback",
          "What uses the resource with no limit is there only where the server listens on loopback;"
              + " nothing was done.");

  static final Problem NOT_OUR_NAME =
      Problem.of(
          403,
          "Unknown host name",
          "This server does not answer to the name that the request is addressed to; start it with"
              + " --allow-host NAME if it should.");
  static final Problem OTHER_SITE =
      Problem.of(
          403,
          "Other site",
          "Requests that pages of other sites send are refused; nothing was done.");

  static final Problem METHOD_NOT_ALLOWED =
      Problem.of(
          405, "Method not allowed", "This path does not take this method; see the Allow header.");
  static final Problem INTERNAL =
      Problem.of(500, "Internal error", "The server failed to answer; its log says why.");

  private static final Problem NOT_FOUND =
      Problem.of(404, "Not found", "There is nothing at this path; GET / lists what there is.");

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void map(RoutesConfig routes) {
    routes.exception(NotFoundResponse.class, (e, context) -> NOT_FOUND.answer(context));
    routes.exception(MethodNotAllowedResponse.class, Problems::methodNotAllowed);
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            Problem.of(e.getStatus(), "Request refused", String.valueOf(e.getMessage()))
                .answer(context));
    routes.exception(Exception.class, Problems::internal);
  }

  private static void methodNotAllowed(MethodNotAllowedResponse fault, Context context) {
    METHOD_NOT_ALLOWED.answer(context);
    context.header("Allow", String.join(", ", fault.getDetails().values()));
  }

  private static void internal(Exception fault, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), fault);
    INTERNAL.answer(context);
  }
}
