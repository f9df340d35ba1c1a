package weir.bench.contender;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ThreadPoolExecutor of fixed size on a bounded queue, with a task object for each event. */
final class ExecutorContender implements Contender {

  private final ThreadPoolExecutor executor;

  ExecutorContender(ContenderSettings settings, BlockingQueue<Runnable> queue) {
    int workers = settings.workers();
    executor =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            queue,
            HandlerThread.factory(settings),
            (task, full) -> {
              throw new QueueFullException();
            });
    executor.prestartAllCoreThreads();
  }

  @Override
  public Publisher newPublisher() {
    return new TaskPublisher(executor);
  }

  @Override
  public void stop() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the executor did not stop within 10 seconds");
    }
  }

  private record Task(long value) implements Runnable {
    @Override
    public void run() {
      HandlerThread.currentHandler().accept(value);
    }
  }

  /** Without a stack trace, so that a refusal costs this contender no more than the others. */
  private static final class QueueFullException extends RejectedExecutionException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Keeps a refused task for the next try, so that waiting for room makes no garbage. */
  private static final class TaskPublisher implements Publisher {
    private final ThreadPoolExecutor executor;
    private @Nullable Task refused;

    TaskPublisher(ThreadPoolExecutor executor) {
      this.executor = executor;
    }

    @Override
    public boolean offer(long value) {
      Task task = refused == null ? new Task(value) : refused;
      try {
        executor.execute(task);
        refused = null;
        return true;
      } catch (QueueFullException e) {
        refused = task;
        return false;
      }
    }
  }
}
