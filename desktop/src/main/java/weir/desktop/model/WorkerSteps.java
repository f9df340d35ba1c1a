package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.OptionalInt;

/** The requested number of workers over time, as the steps at which it changed. One thread. */
public final class WorkerSteps {

  /**
   * From this time on, this many.
   *
   * @param uptimeNanos start of the step, on the server's uptime
   * @param workers requested workers
   */
  public record Step(long uptimeNanos, int workers) {}

  private static final int MOST_STEPS = 1_000;

  private final Deque<Step> steps = new ArrayDeque<>();

  void add(long uptimeNanos, int workers) {
    Step last = steps.peekLast();
    if (last != null && last.workers == workers) {
      return;
    }
    steps.addLast(new Step(uptimeNanos, workers));
    if (steps.size() > MOST_STEPS) {
      steps.removeFirst();
    }
  }

  /** Empty before the first. */
  OptionalInt latest() {
    return steps.isEmpty() ? OptionalInt.empty() : OptionalInt.of(steps.getLast().workers);
  }

  /** Forgets what no chart shows any more; the step that reaches into the charts stays. */
  void dropBefore(long uptimeNanos) {
    while (steps.size() > 1) {
      Step oldest = steps.removeFirst();
      if (steps.getFirst().uptimeNanos > uptimeNanos) {
        steps.addFirst(oldest);
        return;
      }
    }
  }

  void clear() {
    steps.clear();
  }

  /**
   * The steps, oldest first.
   *
   * @return a live view that cannot be changed
   */
  public Collection<Step> steps() {
    return Collections.unmodifiableCollection(steps);
  }
}
