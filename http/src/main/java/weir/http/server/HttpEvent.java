package weir.http.server;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import weir.core.journal.JournalException;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.Journal;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** An event that came in over HTTP. */
final class HttpEvent {

  /** What the handler is given. */
  private final byte[] body;

  /** What it is handled in order with, if it is. */
  private final @Nullable String key;

  /** Told how the event ends, if somebody waits for that. */
  private final @Nullable Caller caller;

  private HttpEvent(byte[] body, @Nullable String key, @Nullable Caller caller) {
    this.body = body;
    this.key = key;
    this.caller = caller;
  }

  /** An event that nobody waits for. */
  static HttpEvent of(byte[] body) {
    return of(body, null);
  }

  /** The same, of a key. */
  static HttpEvent of(byte[] body, @Nullable String key) {
    return new HttpEvent(body, key, null);
  }

  /** An event whose ending somebody waits for. */
  static HttpEvent awaited(byte[] body, @Nullable String key, Caller caller) {
    return new HttpEvent(body, key, caller);
  }

  @Nullable String key() {
    return key;
  }

  /** What is kept is body and key: nobody waits any more for an event that comes back. */
  static final PayloadFormat<HttpEvent> FORMAT =
      new PayloadFormat<>() {
        @Override
        public byte[] toBytes(HttpEvent event) {
          return KeyedBody.encoded(event.body, event.key);
        }

        @Override
        public HttpEvent fromBytes(byte[] bytes) {
          KeyedBody read = KeyedBody.decoded(bytes);
          return of(read.body(), read.key());
        }
      };

  /** Starts a pipeline of such events in memory, with a handler that knows of bodies only. */
  static Pipeline<HttpEvent> pipeline(PipelineSettings settings, EventHandlerProvider provider) {
    return Pipeline.start(settings, provider.name(), context -> adapt(provider.create(context)));
  }

  /** The same with a journal of one's choice. */
  static Pipeline<HttpEvent> pipeline(
      PipelineSettings settings, EventHandlerProvider provider, Journal.Opener<HttpEvent> journal)
      throws JournalException {
    return Pipeline.start(
        settings, provider.name(), context -> adapt(provider.create(context)), journal);
  }

  private static EventHandler<HttpEvent> adapt(EventHandler<byte[]> handler) {
    return (event, context) -> {
      Caller caller = event.caller;
      if (caller == null) {
        handler.handle(event.body, context);
        return;
      }
      if (!caller.beginHandling()) {
        throw new CancellationException("its caller has been told that it is not handled");
      }
      boolean completed = false;
      try {
        handler.handle(event.body, context);
        completed = true;
      } finally {
        caller.endHandling(completed);
      }
    };
  }
}
