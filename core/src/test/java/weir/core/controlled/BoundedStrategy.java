package weir.core.controlled;

import java.util.ArrayList;
import java.util.List;

/**
 * All schedules that deviate at most a given number of times from the plain one, in which each
 * thread runs until it has to wait. A deviation is a switch to another thread, or a store that
 * stays hidden until its thread makes a fence. The plan's own choices are all tried and cost
 * nothing. {@link #advance} moves on to the next schedule.
 */
final class BoundedStrategy implements Strategy {

  private static final int PATIENCE = 40;

  /** One decision on the way: which of its options is taken, and whether others are deviations. */
  private record Decision(int taken, int options, boolean free) {
    int cost() {
      return free || taken == 0 ? 0 : 1;
    }
  }

  private final int deviations;
  private final List<Decision> path = new ArrayList<>();
  private int position;
  private boolean impatient;

  BoundedStrategy(int deviations) {
    this.deviations = deviations;
  }

  /** Moves on to the next schedule; false if there is none. */
  boolean advance() {
    position = 0;
    impatient = false;
    int spent = path.stream().mapToInt(Decision::cost).sum();
    while (!path.isEmpty()) {
      Decision last = path.remove(path.size() - 1);
      spent -= last.cost();
      if (last.taken + 1 < last.options && (last.free || spent < deviations)) {
        path.add(new Decision(last.taken + 1, last.options, last.free));
        return true;
      }
    }
    return false;
  }

  private int decide(int options, boolean free) {
    if (options == 1) {
      return 0;
    }
    if (position == path.size()) {
      path.add(new Decision(0, options, free));
    }
    return path.get(position++).taken;
  }

  @Override
  public Fiber next(List<Fiber> runnable, Fiber running) {
    int first = 0;
    while (first < runnable.size() && runnable.get(first).number < running.number) {
      first++;
    }
    if (impatient) {
      first++;
      impatient = false;
    }
    int taken = decide(runnable.size(), false);
    return runnable.get((first + taken) % runnable.size());
  }

  @Override
  public void started(Fiber fiber) {}

  @Override
  public void yielded(Fiber fiber) {
    if (++fiber.yields > PATIENCE) {
      fiber.yields = 0;
      impatient = true;
    }
  }

  @Override
  public boolean wakesEarly() {
    return false;
  }

  @Override
  public boolean hidesStores() {
    return decide(2, false) == 1;
  }

  @Override
  public boolean flushesNow() {
    return false;
  }

  @Override
  public long tickNanos() {
    return 1;
  }

  @Override
  public int choose(int bound) {
    return decide(bound, true);
  }
}
