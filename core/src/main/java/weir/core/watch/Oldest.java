package weir.core.watch;

import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The oldest task that waits in a queue. Stateless. */
final class Oldest {

  /** Who looks at more of them holds up those who work. */
  private static final int MOST_LOOKED_AT = 10_000;

  private Oldest() {}

  /**
   * How long it has waited.
   *
   * @param queue of any order
   * @param inOrder whether the first that waits is the oldest
   * @param times when what is in the queue came; null of what does not wait
   * @return nanoseconds, 0 if none waits; empty if too many had to be looked at
   */
  static OptionalLong waitingNanos(
      Queue<Runnable> queue, boolean inOrder, Function<Runnable, @Nullable TaskArrival> times) {
    if (!inOrder && queue.size() > MOST_LOOKED_AT) {
      return OptionalLong.empty();
    }
    long nowNanos = System.nanoTime();
    long oldest = 0;
    int looked = 0;
    for (Runnable queued : queue) {
      if (++looked > MOST_LOOKED_AT) {
        return OptionalLong.empty();
      }
      TaskArrival arrival = times.apply(queued);
      if (arrival != null) {
        oldest = Math.max(oldest, nowNanos - arrival.offeredNanos);
        if (inOrder) {
          break;
        }
      }
    }
    return OptionalLong.of(oldest);
  }
}
