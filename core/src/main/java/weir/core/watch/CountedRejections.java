package weir.core.watch;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/** Counts what a pool rejects, and hands it to the program's own handler as it is. */
final class CountedRejections implements RejectedExecutionHandler {

  private final ThreadPoolExecutor watched;
  private final TaskRecorder recorder;

  /** The program's. Any thread sets it, as in the pool. */
  private volatile RejectedExecutionHandler handler;

  CountedRejections(
      ThreadPoolExecutor watched, TaskRecorder recorder, RejectedExecutionHandler handler) {
    this.watched = watched;
    this.recorder = recorder;
    this.handler = handler;
  }

  RejectedExecutionHandler handler() {
    return handler;
  }

  void handler(RejectedExecutionHandler newHandler) {
    handler = newHandler;
  }

  @Override
  public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
    recorder.countRejected();
    handler.rejectedExecution(task, watched);
  }
}
