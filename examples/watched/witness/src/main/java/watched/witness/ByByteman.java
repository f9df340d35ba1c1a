package watched.witness;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What Byteman's rules in {@code pools.btm} and {@code tomcat.btm} call, for programs whose tasks
 * are not ours: when tasks were given or due, and start. Byteman extends this and makes one for each
 * call, so what it knows is static.
 */
public class ByByteman {

  /** Beside the file of the tasks themselves, if there is one. */
  private static final Waits WAITS =
      new Waits(Path.of(System.getProperty("watched.waits") + ".byteman"));

  private static final Pattern NUMBERS = Pattern.compile("[-_ ]?\\d+(?= \\(|$)");

  /** Of a task that is given again while it waits, the first time is first. */
  private static final Map<Identity, Queue<Long>> SINCE_NANOS = new ConcurrentHashMap<>();

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
    put(task, System.nanoTime());
  }

  /**
   * A pool is given a task for later.
   *
   * @param task the task
   */
  public void due(Object task) {
    put(task, System.nanoTime() + Math.max(0, ((Delayed) task).getDelay(TimeUnit.NANOSECONDS)));
  }

  private static void put(Object task, long sinceNanos) {
    SINCE_NANOS.compute(
        new Identity(task),
        (identity, known) -> {
          Queue<Long> times = known == null ? new ArrayDeque<>(1) : known;
          times.add(sinceNanos);
          return times;
        });
  }

  private static Long take(Object task) {
    Long[] taken = new Long[1];
    SINCE_NANOS.computeIfPresent(
        new Identity(task),
        (identity, times) -> {
          taken[0] = times.poll();
          return times.isEmpty() ? null : times;
        });
    return taken[0];
  }

  /**
   * The calling thread is about to run a task.
   *
   * @param task the task
   */
  public void started(Object task) {
    Long sinceNanos = take(task);
    if (sinceNanos != null) {
      WAITS.started(pool(Thread.currentThread().getName()), sinceNanos);
    }
  }

  /** What threads of one pool have in common. */
  private static String pool(String thread) {
    return NUMBERS.matcher(thread).replaceAll("").replace(',', ' ');
  }
}
