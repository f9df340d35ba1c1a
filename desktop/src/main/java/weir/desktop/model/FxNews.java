package weir.desktop.model;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings the word that there is news to the FX thread, once until it is heard. Thread-safe. */
final class FxNews {

  private final AtomicBoolean told = new AtomicBoolean();
  private final Executor crossing;
  private final Runnable hear;

  FxNews(Executor crossing, Runnable hear) {
    this.crossing = crossing;
    this.hear = hear;
  }

  void tell() {
    if (told.compareAndSet(false, true)) {
      crossing.execute(
          () -> {
            told.set(false);
            hear.run();
          });
    }
  }
}
