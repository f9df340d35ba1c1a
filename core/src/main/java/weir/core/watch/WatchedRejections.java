package weir.core.watch;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Counts what a pool rejects, and hands it to the program's own handler: the program's task, and
 * the pool as the program knows it.
 */
final class WatchedRejections implements RejectedExecutionHandler {

  private final ThreadPoolExecutor watched;

  /** The program's. Any thread sets it, as in the pool. */
  private volatile RejectedExecutionHandler handler;

  WatchedRejections(ThreadPoolExecutor watched, RejectedExecutionHandler handler) {
    this.watched = watched;
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
    TaskTiming timing = WatchedQueue.timing(queued);
    if (timing == null) {
      // Given to the pool itself, past the one that watches.
      handler.rejectedExecution(queued, pool);
    } else {
      timing.reject();
      handler.rejectedExecution(TimedTask.unwrap(queued), watched);
    }
  }
}
