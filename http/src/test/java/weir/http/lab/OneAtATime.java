package weir.http.lab;

import java.util.concurrent.locks.ReentrantLock;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.HandlerContext;

/** A pool that is broken: its workers wait for each other, so that more of them are no help. */
public final class OneAtATime implements EventHandlerProvider {

  static final String NAME = "one-at-a-time";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    ReentrantLock lock = new ReentrantLock();
    return (payload, event) -> {
      lock.lockInterruptibly();
      try {
        context.resource().use(event.number(), event);
      } finally {
        lock.unlock();
      }
    };
  }
}
