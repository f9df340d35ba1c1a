package yourself;

import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own, but no more than so many at once; the others wait in the
 * order in which they came. Thread-safe.
 */
public final class LimitedExecutor implements Executor, AutoCloseable {

  /** The setting that says how many tasks may run at once. */
  public static final String LIMIT = "limit";

  /** As many, where nothing is set. */
  public static final int DEFAULT_LIMIT = 10;

  private LimitedExecutor() {}

  /**
   * Creates an executor.
   *
   * @param configuration settings by name, of which {@link #LIMIT} is a whole number from 1
   * @return the executor
   * @throws IllegalArgumentException if the limit can't be used; the message names the setting and
   *     what it is
   */
  public static LimitedExecutor of(Map<String, String> configuration) {
    throw new UnsupportedOperationException("yours to write, of " + configuration);
  }

  /**
   * Runs a task, now or when it is its turn. Never waits. A task that throws costs no other its
   * turn.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the executor is closed
   */
  @Override
  public void execute(Runnable task) {
    throw new UnsupportedOperationException("yours to write, for " + task);
  }

  /** Takes no more tasks, and waits until all that it has taken have ended. Idempotent. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("yours to write");
  }
}
