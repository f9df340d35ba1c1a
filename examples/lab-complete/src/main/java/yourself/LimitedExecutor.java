package yourself;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs each task on a thread of its own, but no more than so many at once; the others wait in the
 * order in which they came. Thread-safe.
 */
public final class LimitedExecutor implements Executor, AutoCloseable {

  /** The setting that says how many tasks may run at once. */
  public static final String LIMIT = "limit";

  /** As many, where nothing is set. */
  public static final int DEFAULT_LIMIT = 10;

  private final int limit;

  // All below: guarded by this.
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  private LimitedExecutor(int limit) {
    this.limit = limit;
  }

  /**
   * Creates an executor.
   *
   * @param configuration settings by name, of which {@link #LIMIT} is a whole number from 1
   * @return the executor
   * @throws IllegalArgumentException if the limit can't be used; the message names the setting and
   *     what it is
   */
  public static LimitedExecutor of(Map<String, String> configuration) {
    String text = configuration.get(LIMIT);
    return new LimitedExecutor(text == null ? DEFAULT_LIMIT : limit(text));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text.strip());
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 1.
    }
    throw new IllegalArgumentException(
        LIMIT
            + " takes a whole number from 1, and '"
            + text
            + "' is not: such as "
            + DEFAULT_LIMIT);
  }

  /**
   * Runs a task, now or when it is its turn. Never waits. A task that throws costs no other its
   * turn.
   *
   * @throws RejectedExecutionException if the executor is closed
   */
  @Override
  public synchronized void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the executor is closed and takes no more tasks");
    }
    waiting.add(task);
    startNext();
  }

  /** If there is a task, and room for it. */
  private synchronized void startNext() {
    if (running < limit && !waiting.isEmpty()) {
      Runnable task = waiting.remove();
      running++;
      new Thread(() -> run(task), "limited-executor").start();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      // Also where it has thrown, which the thread's handler of uncaught exceptions is told.
      end();
    }
  }

  private synchronized void end() {
    running--;
    startNext();
    notifyAll();
  }

  /** Takes no more tasks, and waits until all that it has taken have ended. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    boolean interrupted = false;
    while (running > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
