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

  /** Told how the event ends, if somebody waits for that. */
  private final @Nullable Caller caller;

  private HttpEvent(byte[] body, @Nullable Caller caller) {
    this.body = body;
    this.caller = caller;
  }

  /** An event that nobody waits for. */
  static HttpEvent of(byte[] body) {
    return new HttpEvent(body, null);
  }

  /** An event whose ending somebody waits for. */
  static HttpEvent awaited(byte[] body, Caller caller) {
    return new HttpEvent(body, caller);
  }

  /** What is kept of an event is its body: nobody waits any more for one that comes back. */
  static final PayloadFormat<HttpEvent> FORMAT =
      new PayloadFormat<>() {
        @Override
        public byte[] toBytes(HttpEvent event) {
          return event.body;
        }

        @Override
        public HttpEvent fromBytes(byte[] body) {
          return of(body);
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
