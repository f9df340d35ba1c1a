package weir.core.latency;

import com.lmax.disruptor.Sequence;

/**
 * How long the worker of a place has been at its event, and at events in all. The worker of the
 * place writes, by plain release stores; the pool hands the place on. Anybody reads. Each {@link
 * Sequence} is padded, so that workers do not share cache lines.
 */
final class WorkerActivity {

  /**
   * What there is to know at a moment.
   *
   * @param eventNanos how long the worker has been at its event; 0 if it is at none
   * @param busyNanos time spent on events, this one included
   */
  record Reading(long eventNanos, long busyNanos) {}

  private static final int READ_TRIES = 8;

  /**
   * Twice the time spent on events while the worker is at none; twice the start of the event, and
   * one, while it is at one. So a single read can't take an event that has just ended for one under
   * way.
   */
  private final Sequence state = new Sequence(0);

  /** Time spent on events before this one. Stored before the start is, and read after it. */
  private final Sequence busyBeforeNanos = new Sequence(0);

  void begin(long startedNanos) {
    busyBeforeNanos.set(busyNanos());
    state.set((startedNanos << 1) | 1);
  }

  void end(long startedNanos, long finishedNanos) {
    state.set((busyNanos() + Math.max(0, finishedNanos - startedNanos)) << 1);
  }

  /** For the worker itself: without the event under way. */
  private long busyNanos() {
    long now = state.get();
    return isAtEvent(now) ? busyBeforeNanos.get() : now >> 1;
  }

  private static boolean isAtEvent(long state) {
    return (state & 1) == 1;
  }

  Reading at(long nowNanos) {
    long before = 0;
    for (int tries = 0; tries < READ_TRIES; tries++) {
      long now = state.get();
      if (!isAtEvent(now)) {
        return new Reading(0, now >> 1);
      }
      before = busyBeforeNanos.get();
      if (state.get() == now) {
        long eventNanos = Math.max(0, nowNanos - (now >> 1));
        return new Reading(eventNanos, before + eventNanos);
      }
    }
    return new Reading(0, before);
  }
}
