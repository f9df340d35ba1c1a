package watched.witness;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What Byteman's rules in {@code pools.btm} call, for programs whose tasks are not ours: when tasks
 * were given or due, and start. Byteman makes one of these for each call, so what it knows is static.
 */
public final class ByByteman {

  private static final Waits WAITS = new Waits(Path.of(System.getProperty("watched.waits")));
  private static final Pattern NUMBER_AT_END = Pattern.compile("[-_#/:. ]*\\d*$");

  private static final Map<Identity, Long> SINCE_NANOS = new ConcurrentHashMap<>();

  /** A task by what it is. */
  private record Identity(Object task) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Identity identity && identity.task == task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }
  }

  /** Made by Byteman. */
  public ByByteman() {}

  /**
   * A pool is given a task.
   *
   * @param task the task
   */
  public void given(Object task) {
    SINCE_NANOS.put(new Identity(task), System.nanoTime());
  }

  /**
   * A pool is given a task for later.
   *
   * @param task the task
   */
  public void due(Object task) {
    SINCE_NANOS.put(
        new Identity(task),
        System.nanoTime() + Math.max(0, ((Delayed) task).getDelay(TimeUnit.NANOSECONDS)));
  }

  /**
   * The calling thread is about to run a task.
   *
   * @param task the task
   */
  public void started(Object task) {
    Long sinceNanos = SINCE_NANOS.remove(new Identity(task));
    if (sinceNanos != null) {
      String thread = Thread.currentThread().getName();
      WAITS.started(
          NUMBER_AT_END.matcher(thread).replaceFirst("").replace(',', ' '), sinceNanos);
    }
  }
}
