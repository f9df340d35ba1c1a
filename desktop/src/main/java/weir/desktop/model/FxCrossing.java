package weir.desktop.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * The one crossing to the JavaFX thread. However much is handed over, at most one call waits in the
 * toolkit's queue. Thread-safe; tasks run in the order in which they were handed over.
 */
public final class FxCrossing implements Executor {

  private final Executor fxThread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** True from handing over until the drain starts; cleared before polling, so no task is lost. */
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /**
   * Creates a crossing to any executor, e.g. a test's own.
   *
   * @param fxThread runs tasks one at a time
   */
  public FxCrossing(Executor fxThread) {
    this.fxThread = fxThread;
  }

  /**
   * The crossing to the toolkit's thread.
   *
   * @return a new crossing
   */
  public static FxCrossing toFxThread() {
    return new FxCrossing(Platform::runLater);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (scheduled.compareAndSet(false, true)) {
      fxThread.execute(this::drain);
    }
  }

  private void drain() {
    scheduled.set(false);
    // No more than there are: who adds one for each that is run would keep the thread for ever.
    for (int left = tasks.size(); left > 0; left--) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    }
  }
}
