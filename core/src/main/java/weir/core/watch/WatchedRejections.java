package weir.core.watch;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a pool rejects, and hands it to the program's own handler: the program's task, and
 * the pool as the program knows it.
 */
final class WatchedRejections implements RejectedExecutionHandler {

  private final ThreadPoolExecutor watched;

  /** Of the task that the calling thread offers, where the pool may have put that into another. */
  private final Supplier<@Nullable TaskTiming> offered;

  /** The program's. Any thread sets it, as in the pool. */
  private volatile RejectedExecutionHandler handler;

  WatchedRejections(
      ThreadPoolExecutor watched,
      Supplier<@Nullable TaskTiming> offered,
      RejectedExecutionHandler handler) {
    this.watched = watched;
    this.offered = offered;
    this.handler = handler;
  }

  RejectedExecutionHandler handler() {
    return handler;
  }

  void handler(RejectedExecutionHandler newHandler) {
    handler = newHandler;
  }

  @Override
  public void rejectedExecution(Runnable queued, ThreadPoolExecutor pool) {
    TaskTiming known = WatchedQueue.timing(queued);
    TaskTiming timing = known == null ? offered.get() : known;
    if (timing == null) {
      // Given to the pool itself, past the one that watches.
      handler.rejectedExecution(queued, pool);
    } else {
      timing.reject();
      handler.rejectedExecution(TimedTask.unwrap(queued), watched);
    }
  }
}
