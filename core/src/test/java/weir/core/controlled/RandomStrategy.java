package weir.core.controlled;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Schedules of a seed. Three in four are by priorities that change at a few random steps (PCT:
 * probabilistic concurrency testing, Burckhardt and others 2010), which meets rare orders of few
 * events with a known chance; one in four is a random walk. The seed also says how patient the
 * scheduler is with spinning, how long stores stay hidden, and what may happen early.
 */
final class RandomStrategy implements Strategy {

  private static final int[] PATIENCES = {0, 4, 20, 60, 200};
  private static final double[] FLUSH_CHANCES = {1, 0.3, 0.03, 0.004};
  private static final double[] EARLY_CHANCES = {0, 0, 0, 0.03, 0.003};
  private static final long[] TICKS_NANOS = {1, 50, 2_000};
  private static final int STEPS_OF_A_FENCE = 8;
  private static final int STARVATION_STEPS = 5_000;

  private final SplittableRandom random;
  private final boolean byPriority;
  private final int patience;
  private final double flushChance;
  private final double earlyChance;
  private final double switchChance;

  /**
   * Whether priorities change at atomic updates and fences alone: fewer places, and the likelier.
   */
  private final boolean atFences;

  private final long tickNanos;
  private final int[] changes;
  private long[] priorities = new long[16];
  private long lowest = -1;
  private int step;
  private int inARow;

  /**
   * A schedule.
   *
   * @param seed says which
   * @param expectedSteps how many it takes, more or less
   */
  RandomStrategy(long seed, int expectedSteps) {
    random = new SplittableRandom(seed);
    byPriority = random.nextInt(4) > 0;
    patience = PATIENCES[random.nextInt(PATIENCES.length)];
    flushChance = FLUSH_CHANCES[random.nextInt(FLUSH_CHANCES.length)];
    earlyChance = EARLY_CHANCES[random.nextInt(EARLY_CHANCES.length)];
    tickNanos = TICKS_NANOS[random.nextInt(TICKS_NANOS.length)];
    switchChance = 1.0 / (1 << random.nextInt(1, 7));
    atFences = random.nextBoolean();
    int places = Math.max(1, atFences ? expectedSteps / STEPS_OF_A_FENCE : expectedSteps);
    changes = random.ints(random.nextInt(1, 6), 0, places).sorted().toArray();
  }

  @Override
  public Fiber next(List<Fiber> runnable, Fiber running) {
    boolean counts = !atFences || running.fenced;
    step += counts ? 1 : 0;
    Fiber next = byPriority ? highest(runnable, running, counts) : walk(runnable, running);
    inARow = next == running ? inARow + 1 : 0;
    if (inARow > STARVATION_STEPS) {
      inARow = 0;
      demote(next);
    }
    return next;
  }

  private Fiber highest(List<Fiber> runnable, Fiber running, boolean mayChange) {
    if (mayChange && Arrays.binarySearch(changes, step) >= 0) {
      demote(running);
    }
    Fiber highest = runnable.get(0);
    for (Fiber fiber : runnable) {
      if (priorities[fiber.number] > priorities[highest.number]) {
        highest = fiber;
      }
    }
    return highest;
  }

  private Fiber walk(List<Fiber> runnable, Fiber running) {
    boolean stays = runnable.contains(running) && random.nextDouble() >= switchChance;
    return stays ? running : runnable.get(random.nextInt(runnable.size()));
  }

  private void demote(Fiber fiber) {
    priorities[fiber.number] = lowest--;
  }

  @Override
  public void started(Fiber fiber) {
    if (fiber.number == priorities.length) {
      priorities = Arrays.copyOf(priorities, 2 * priorities.length);
    }
    priorities[fiber.number] = random.nextLong(Long.MAX_VALUE);
  }

  @Override
  public void yielded(Fiber fiber) {
    if (++fiber.yields > patience) {
      fiber.yields = 0;
      demote(fiber);
    }
  }

  @Override
  public boolean wakesEarly() {
    return earlyChance > 0 && random.nextDouble() < earlyChance;
  }

  @Override
  public boolean hidesStores() {
    return flushChance < 1;
  }

  @Override
  public boolean flushesNow() {
    return random.nextDouble() < flushChance;
  }

  @Override
  public long tickNanos() {
    return tickNanos;
  }

  @Override
  public int choose(int bound) {
    return random.nextInt(bound);
  }
}
