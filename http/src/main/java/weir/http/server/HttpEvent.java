package weir.http.server;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** An event that came in over HTTP. */
final class HttpEvent {

  /** How an event that somebody waited for ended. */
  enum Ending {
    COMPLETED,
    FAILED,
    /** The server stopped before any worker came to it. */
    LEFT
  }

  /** What the handler is given. */
  private final byte[] body;

  /** Completed when the event ends, if somebody waits for that. */
  private final @Nullable CompletableFuture<Ending> ending;

  private HttpEvent(byte[] body, @Nullable CompletableFuture<Ending> ending) {
    this.body = body;
    this.ending = ending;
  }

  /** An event that nobody waits for. */
  static HttpEvent of(byte[] body) {
    return new HttpEvent(body, null);
  }

  /** An event whose ending somebody waits for. */
  static HttpEvent awaited(byte[] body, CompletableFuture<Ending> ending) {
    return new HttpEvent(body, ending);
  }

  /** Starts a pipeline of such events, with a handler that knows of bodies only. */
  static Pipeline<HttpEvent> pipeline(PipelineSettings settings, EventHandlerProvider provider) {
    return Pipeline.start(settings, provider.name(), context -> adapt(provider.create(context)));
  }

  private static EventHandler<HttpEvent> adapt(EventHandler<byte[]> handler) {
    return (event, context) -> {
      Ending ending = Ending.FAILED;
      try {
        handler.handle(event.body, context);
        ending = Ending.COMPLETED;
      } finally {
        if (event.ending != null) {
          event.ending.complete(ending);
        }
      }
    };
  }
}
