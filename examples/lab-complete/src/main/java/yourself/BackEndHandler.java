package yourself;

import weir.core.pipeline.EventContext;
import weir.core.pipeline.EventHandler;

/** Calls a back end for each event. One handler serves all workers: it is thread-safe. */
public final class BackEndHandler implements EventHandler<byte[]> {

  private final BackEnd backEnd;

  /**
   * Creates a handler.
   *
   * @param backEnd what to call
   */
  public BackEndHandler(BackEnd backEnd) {
    this.backEnd = backEnd;
  }

  /**
   * Calls the back end once, with the payload.
   *
   * <p>What goes wrong fails the event: whatever is thrown here does that, and the worker goes on.
   * So nothing is caught, an interruption least of all: that is how a pipeline ends a handler that
   * is stuck.
   */
  @Override
  public void handle(byte[] payload, EventContext event) throws Exception {
    long startNanos = System.nanoTime();
    try {
      backEnd.call(payload);
    } finally {
      // It was in use, whether it did what was asked for or not. Nobody had to wait for it.
      event.used(0, System.nanoTime() - startNanos);
    }
  }
}
