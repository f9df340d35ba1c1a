package weir.core.watch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where one task is, and when it came. Each step is taken once, by whoever comes to it first: so a
 * task is counted once on its way in and once on its way out, whatever races it.
 *
 * <pre>
 *   OFFERED ──▶ ACCEPTED ──▶ STARTED
 *      │  └────────┬──────────▶ WITHDRAWN   removed, cancelled or drained before it started
 *      └▶ REJECTED
 * </pre>
 *
 * The executor's own thread may start a task before {@code execute} has returned: then it accepts
 * it as well.
 */
class TaskTiming extends TaskArrival {

  private static final int OFFERED = 0;
  private static final int ACCEPTED = 1;
  private static final int STARTED = 2;
  private static final int WITHDRAWN = 3;
  private static final int REJECTED = 4;

  private static final VarHandle STATE = stateHandle();

  /** Moved on by compare-and-set alone. */
  @SuppressWarnings("unused") // through STATE
  private volatile int state = OFFERED;

  TaskTiming(TaskRecorder recorder) {
    super(recorder);
  }

  private static VarHandle stateHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(TaskTiming.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private boolean move(int from, int to) {
    return state == from && STATE.compareAndSet(this, from, to);
  }

  /** The executor has taken it. */
  final void accept() {
    if (move(OFFERED, ACCEPTED)) {
      recorder.countAccepted();
    }
  }

  /** The executor has not taken it. */
  final void reject() {
    if (move(OFFERED, REJECTED)) {
      recorder.countRejected(this);
    }
  }

  /** What {@code execute} came to, unless another has said so before. */
  final void settle(boolean taken) {
    if (taken) {
      accept();
    } else {
      reject();
    }
  }

  /** It has been taken out before it started. */
  final void withdraw() {
    accept();
    if (move(ACCEPTED, WITHDRAWN)) {
      recorder.countWithdrawn(this);
    }
  }

  /** Starts it; false if this is no start to be counted. */
  final boolean start() {
    accept();
    return move(ACCEPTED, STARTED);
  }

  final boolean isWaiting() {
    int now = state;
    return now == OFFERED || now == ACCEPTED;
  }

  /** Whether it waits no longer, and has never started. */
  final boolean isOut() {
    int now = state;
    return now == REJECTED || now == WITHDRAWN;
  }
}
