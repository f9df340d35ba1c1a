package weir.bench.contender;

import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;

/**
 * A virtual thread for each event; a semaphore lets as many handle at once as there are workers.
 */
final class VirtualThreadContender implements Contender {

  private final ContenderSettings settings;
  private final Semaphore permits;

  VirtualThreadContender(ContenderSettings settings) {
    this.settings = settings;
    permits = new Semaphore(settings.workers());
  }

  @Override
  public Publisher newPublisher() {
    SoftBound bound = new SoftBound(settings);
    LongConsumer handler = settings.handlers().shared();
    return value -> {
      if (!bound.hasRoom()) {
        return false;
      }
      Thread.startVirtualThread(() -> handle(handler, value));
      bound.added();
      return true;
    };
  }

  private void handle(LongConsumer handler, long value) {
    permits.acquireUninterruptibly();
    try {
      handler.accept(value);
    } finally {
      permits.release();
    }
  }

  @Override
  public void stop() {}
}
