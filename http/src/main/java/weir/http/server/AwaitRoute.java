package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import weir.core.pipeline.Pipeline;
import weir.http.server.HttpEvent.Ending;

/**
 * Publishes an event and answers when it has ended: a caller that waits, as most callers of
 * services do. No thread waits with it.
 */
final class AwaitRoute implements Handler {

  private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);

  /** One request; compared by identity. */
  private static final class Waiting {
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  }

  private final Pipeline<HttpEvent> pipeline;

  /** Requests that have not been answered. Any thread adds and removes. */
  private final Set<Waiting> unanswered = ConcurrentHashMap.newKeySet();

  /** Set once, before the unanswered are told; read by a request after it has joined them. */
  private volatile boolean givenUp;

  AwaitRoute(Pipeline<HttpEvent> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void handle(Context context) throws IOException {
    Waiting waiting = new Waiting();
    unanswered.add(waiting);
    boolean accepted =
        Publishing.publish(pipeline, context, body -> HttpEvent.awaited(body, waiting.ending));
    if (!accepted) {
      unanswered.remove(waiting);
      return;
    }
    if (givenUp) {
      waiting.ending.complete(Ending.LEFT);
    }
    context.future(() -> waiting.ending.thenAccept(how -> answer(context, waiting, how)));
  }

  private void answer(Context context, Waiting waiting, Ending how) {
    unanswered.remove(waiting);
    switch (how) {
      case COMPLETED -> context.status(200).contentType("text/plain").result(OK);
      case FAILED -> Problems.EVENT_FAILED.answer(context);
      case LEFT -> Problems.EVENT_LEFT.answer(context);
    }
  }

  /** Answers those whose events nobody is going to handle any more. */
  void giveUp() {
    givenUp = true;
    unanswered.forEach(waiting -> waiting.ending.complete(Ending.LEFT));
  }
}
