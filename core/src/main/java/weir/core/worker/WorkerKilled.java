package weir.core.worker;

import org.jspecify.annotations.Nullable;

/** Why an event has failed: its worker was {@linkplain HandlerPool#killWorker killed} at it. */
public final class WorkerKilled extends Exception {

  private static final long serialVersionUID = 1L;

  WorkerKilled(int place, @Nullable Throwable thrown) {
    // It was wanted: where it came from tells nothing.
    super("worker " + place + " was killed", thrown, false, false);
  }
}
