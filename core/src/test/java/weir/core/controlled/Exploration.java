package weir.core.controlled;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs a plan in many schedules. */
public final class Exploration {

  /**
   * How it went.
   *
   * @param schedules schedules run
   * @param steps steps in all of them
   * @param broken what the last of them has broken; empty if nothing
   * @param nanos how long it took
   */
  public record Outcome(long schedules, long steps, String broken, long nanos) {

    /** Whether a promise was broken. */
    public boolean isBroken() {
      return !broken.isEmpty();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%,d schedules, %,d steps, %.1f s", schedules, steps, nanos / 1e9);
    }
  }

  private static final int TRACED_STEPS = 150;
  private static final int FIRST_GUESS_OF_STEPS = 500;

  private final Plan plan;

  public Exploration(Plan plan) {
    this.plan = plan;
  }

  /**
   * Runs the schedules of seeds, until one breaks a promise.
   *
   * @param firstSeed the first; each schedule needs nothing else to be repeated
   * @param count how many at most
   * @param limitNanos begins no schedule after that
   */
  public Outcome random(long firstSeed, long count, long limitNanos) {
    long startNanos = System.nanoTime();
    long steps = 0;
    long seed = firstSeed;
    while (seed < firstSeed + count && System.nanoTime() - startNanos < limitNanos) {
      Scheduler scheduler = scheduler(seed);
      try {
        scheduler.run(plan);
      } catch (Violation violation) {
        String broken =
            "seed " + seed + " of " + plan + ": " + violation.getMessage() + causeOf(violation);
        return outcome(seed - firstSeed + 1, steps + scheduler.steps(), broken, startNanos);
      }
      steps += scheduler.steps();
      seed++;
    }
    return outcome(seed - firstSeed, steps, "", startNanos);
  }

  /** The last steps of a seed's schedule, and its end. */
  public String replay(long seed) {
    List<String> trace = new ArrayList<>();
    Scheduler scheduler = new Scheduler(new RandomStrategy(seed, stepsOf(seed)), trace::add);
    String end = "every promise kept";
    try {
      scheduler.run(plan);
    } catch (Violation violation) {
      end = violation.getMessage();
    }
    int left = Math.max(0, trace.size() - TRACED_STEPS);
    return String.format(
        Locale.ROOT,
        "seed %d of %s: %s%n%d steps before, then:%n%s",
        seed,
        plan,
        end,
        left,
        String.join(System.lineSeparator(), trace.subList(left, trace.size())));
  }

  /**
   * Runs all schedules with few deviations, until one breaks a promise.
   *
   * @param deviations how many at most
   * @param limitNanos begins no schedule after that
   */
  public Outcome bounded(int deviations, long limitNanos) {
    long startNanos = System.nanoTime();
    long steps = 0;
    long schedules = 0;
    BoundedStrategy strategy = new BoundedStrategy(deviations);
    do {
      Scheduler scheduler = new Scheduler(strategy, step -> {});
      schedules++;
      try {
        scheduler.run(plan);
      } catch (Violation violation) {
        String broken =
            "schedule "
                + schedules
                + " of "
                + plan
                + ": "
                + violation.getMessage()
                + causeOf(violation);
        return outcome(schedules, steps + scheduler.steps(), broken, startNanos);
      }
      steps += scheduler.steps();
    } while (System.nanoTime() - startNanos < limitNanos && strategy.advance());
    return outcome(schedules, steps, "", startNanos);
  }

  private static Scheduler scheduler(long seed) {
    return new Scheduler(new RandomStrategy(seed, stepsOf(seed)), step -> {});
  }

  /** Change points are spread over schedules of several lengths, whatever the plan's. */
  private static int stepsOf(long seed) {
    return FIRST_GUESS_OF_STEPS << (seed & 3);
  }

  private static String causeOf(Violation violation) {
    Throwable cause = violation.getCause();
    if (cause == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : cause.getStackTrace()) {
      text.append(System.lineSeparator()).append("    ").append(element);
    }
    return text.toString();
  }

  private static Outcome outcome(long schedules, long steps, String broken, long startNanos) {
    return new Outcome(schedules, steps, broken, System.nanoTime() - startNanos);
  }
}
