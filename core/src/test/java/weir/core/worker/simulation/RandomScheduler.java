package weir.core.worker.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import weir.core.worker.simulation.PoolModel.Violation;

/** Runs one plan in one order of steps. Both come from the seed, and from nothing else. */
final class RandomScheduler {

  private static final int MAX_STEPS = 100_000;

  /** How many of a hundred steps go to the thread that had the last one: fine to coarse. */
  private static final int[] STICKINESS = {0, 50, 90};

  private static final int[] FREEZES = {0, 100, 20};
  private static final int STEPS_FROZEN = 300;

  /** One of how many steps is followed by an unpark for no reason, or an interrupt; 0 for none. */
  private static final int[] SPURIOUS = {0, 0, 0, 50};

  private final SplittableRandom random;
  private final PoolModel model;
  private final int stickiness;

  /** One of how many steps finds its thread without a processor for a while; 0 for none. */
  private final int freezes;

  private final int spurious;

  /** Threads that step only when all others rest, or after a while. */
  private final Set<SimThread> frozen = new LinkedHashSet<>();

  private int steps;

  RandomScheduler(long seed, Mutation mutation) {
    random = new SplittableRandom(seed);
    model = new PoolModel(Plan.random(random), mutation);
    stickiness = STICKINESS[random.nextInt(STICKINESS.length)];
    freezes = FREEZES[random.nextInt(FREEZES.length)];
    spurious = SPURIOUS[random.nextInt(SPURIOUS.length)];
  }

  Plan plan() {
    return model.plan;
  }

  /**
   * Steps until nobody can.
   *
   * @param trace told of each step before it is made
   * @return steps made
   * @throws Violation if a promise is broken on the way or at rest
   */
  int run(Consumer<String> trace) {
    SimThread current = null;
    while (true) {
      List<SimThread> ready = ready();
      if (ready.isEmpty()) {
        model.checkAtRest();
        return steps;
      }
      PoolModel.require(++steps < MAX_STEPS, "no rest after " + MAX_STEPS + " steps");
      if (current == null || !ready.contains(current) || random.nextInt(100) >= stickiness) {
        current = ready.get(random.nextInt(ready.size()));
      }
      if (freezes > 0 && random.nextInt(freezes) == 0) {
        frozen.add(current);
        continue;
      }
      trace.accept(current + " " + current.at);
      model.step(current);
      if (spurious > 0 && random.nextInt(spurious) == 0) {
        model.threads.get(random.nextInt(model.threads.size())).permit = true;
      }
    }
  }

  /** Who can step and is not frozen; if there is nobody, one of the frozen is let go. */
  private List<SimThread> ready() {
    List<SimThread> all = new ArrayList<>();
    for (SimThread thread : model.threads) {
      if (model.canStep(thread)) {
        all.add(thread);
      }
    }
    frozen.retainAll(all);
    if (!frozen.isEmpty() && (frozen.size() == all.size() || random.nextInt(STEPS_FROZEN) == 0)) {
      frozen.remove(List.copyOf(frozen).get(random.nextInt(frozen.size())));
    }
    all.removeAll(frozen);
    return all;
  }
}
