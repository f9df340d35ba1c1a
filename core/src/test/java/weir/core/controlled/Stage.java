package weir.core.controlled;

import java.util.function.BooleanSupplier;

/** What a plan can ask of the scheduler. Called by simulated threads alone. */
public final class Stage {

  /** What a simulated thread does. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  private final Scheduler scheduler;

  Stage(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Starts a thread. */
  public Thread start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                scheduler.fail(new Violation(name + " threw " + e, e));
              }
            },
            name);
    scheduler.start(thread);
    return thread;
  }

  /** A step of the plan's own, at which its thread can lose the processor. */
  public void step(String name) {
    scheduler.step(name);
  }

  /** Sleeps for a simulated time. */
  public void sleep(long nanos) {
    scheduler.park("sleep", true, nanos);
  }

  /** Interrupts a thread. */
  public void interrupt(Thread thread) {
    scheduler.interrupt(thread);
  }

  /** Waits, without a step of its own, until a condition holds. It is asked again and again. */
  public void await(String what, BooleanSupplier condition) {
    scheduler.await(what, condition);
  }

  /** Waits until every other thread waits without a deadline. */
  public void awaitQuiet() {
    scheduler.awaitQuiet();
  }

  /** Waits until a thread has ended. */
  public void join(Thread thread) {
    scheduler.await("end of " + thread.getName(), () -> scheduler.hasEnded(thread));
  }

  /** Whether a thread was started and has not ended. */
  public boolean isRunning(Thread thread) {
    return scheduler.isStarted(thread) && !scheduler.hasEnded(thread);
  }

  /** Ends the schedule as broken, unless the condition holds. */
  public void check(boolean condition, String promise) {
    if (!condition) {
      scheduler.fail(new Violation(promise));
    }
  }

  /** What must not hold when nobody has anything to do for 2 ms and more. */
  public void neverAsleepWhile(String what, BooleanSupplier condition) {
    scheduler.neverAsleepWhile(what, condition);
  }

  /** A number of the schedule's own choice, from 0 to below the bound. */
  public int choose(int bound) {
    return scheduler.choose(bound);
  }
}
