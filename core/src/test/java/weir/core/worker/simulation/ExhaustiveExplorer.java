package weir.core.worker.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import weir.core.worker.simulation.PoolModel.Violation;

/** Visits every state that any order of steps can reach, depth first. */
final class ExhaustiveExplorer {

  private static final int LONGEST_TRACE = 400;

  /** A state, and who stepped last from it. */
  private static final class Frame {
    final PoolModel model;
    int thread = -1;

    Frame(PoolModel model) {
      this.model = model;
    }
  }

  private final Deque<Frame> path = new ArrayDeque<>();
  private final LongSet visited = new LongSet();
  private final int maxStates;

  ExhaustiveExplorer(Plan plan, Mutation mutation, int maxStates) {
    this.maxStates = maxStates;
    path.push(new Frame(new PoolModel(plan, mutation)));
  }

  /**
   * Explores.
   *
   * @return states visited
   * @throws Violation if a state breaks a promise, with the steps that lead to it
   */
  int run() {
    try {
      while (!path.isEmpty()) {
        explore(path.element());
      }
    } catch (Violation violation) {
      Violation traced = new Violation(violation.getMessage() + trace());
      traced.initCause(violation);
      throw traced;
    }
    return visited.size();
  }

  private void explore(Frame frame) {
    int thread = frame.thread + 1;
    while (thread < frame.model.threads.size()
        && !frame.model.canStep(frame.model.threads.get(thread))) {
      thread++;
    }
    if (thread == frame.model.threads.size()) {
      if (frame.thread < 0) {
        frame.model.checkAtRest();
      }
      path.pop();
      return;
    }
    frame.thread = thread;
    PoolModel next = frame.model.copy();
    SimThread self = next.threads.get(thread);
    do {
      next.step(self);
    } while (nobodyElseCares(next, self));
    if (visited.add(next.hash())) {
      PoolModel.require(visited.size() < maxStates, "more states than expected");
      path.push(new Frame(next));
    }
  }

  /**
   * Whether the thread may go on at once: its next step touches only what is its own. Slots belong
   * to their holders; that they do is checked where a publisher comes to own one.
   */
  private static boolean nobodyElseCares(PoolModel model, SimThread self) {
    return switch (self.at) {
      case FILL_ID, FILL_CHECK, MOVE_ID, MOVE_CHECK, HANDLE, SET_TARGET -> true;
      // The counts are for auditors, and for publishers that meet a full ring.
      case COUNT, COUNT_CLAIM ->
          model.plan.audits() == 0 && model.plan.events() <= model.plan.ringSize();
      case CHECK_STATE,
          SPIN_CHECK_STATE,
          LOOK_CHECK_STATE,
          SET_THREAD,
          READ_THREAD,
          GATE_READ_WATCHED ->
          model.plan.resizes().isEmpty();
      case REACTIVATE, IS_VACANT -> self.count >= model.target;
      case RETIRE_IS_PARKED -> self.count <= model.target;
      default -> false;
    };
  }

  private String trace() {
    StringBuilder trace = new StringBuilder("\nsteps:");
    int left = path.size();
    for (Iterator<Frame> frames = path.descendingIterator(); frames.hasNext(); left--) {
      Frame frame = frames.next();
      if (frame.thread >= 0 && left <= LONGEST_TRACE) {
        SimThread thread = frame.model.threads.get(frame.thread);
        trace.append("\n  ").append(thread).append(' ').append(thread.at);
      }
    }
    return trace.toString();
  }
}
