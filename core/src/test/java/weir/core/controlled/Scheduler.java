package weir.core.controlled;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: runs simulated threads one step at a time, on the thread of its caller.
 *
 * <p>Memory is as on x86: a store that is not volatile can stay in its thread's buffer, hidden from
 * the others, until the thread makes a fence, an atomic update or a volatile store, takes or leaves
 * a lock, parks or unparks. Loads are not reordered.
 *
 * <p>Time stands still while anybody can run, unless the strategy lets a deadline pass early.
 */
final class Scheduler {

  static final int MAX_STEPS = 60_000;
  private static final long LONG_SLEEP_NANOS = 2_000_000;
  private static final long EPOCH_NANOS = 1_000_000_000L;

  private final Strategy strategy;
  private final Consumer<String> trace;
  private final List<Fiber> fibers = new ArrayList<>();
  private final List<Fiber> runnable = new ArrayList<>();
  private final IdentityHashMap<Thread, Fiber> byThread = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Monitor> monitors = new IdentityHashMap<>();
  private long clockNanos = EPOCH_NANOS;
  private int steps;
  private int hidden;
  private @Nullable Fiber running;
  private @Nullable Fiber chosen;
  private @Nullable Violation violation;
  private String mustNotHold = "";
  private BooleanSupplier asleepWhile = () -> false;

  /** While the scheduler itself looks at the simulated memory, nothing is a step. */
  private boolean looking;

  Scheduler(Strategy strategy, Consumer<String> trace) {
    this.strategy = strategy;
    this.trace = trace;
  }

  /** Runs a plan to its end; throws what it has broken. */
  void run(Plan plan) {
    Stage stage = new Stage(this);
    Hooks.begin(this);
    try {
      Fiber main =
          add(
              new Thread("main"),
              () -> {
                try {
                  plan.run(stage);
                } catch (Exception e) {
                  fail(new Violation("the plan threw " + e, e));
                }
              });
      chosen = main;
      while (main.state != Fiber.State.ENDED && violation == null) {
        Fiber next = chosen == null ? pick(main) : chosen;
        chosen = null;
        if (violation == null && next != null) {
          running = next;
          next.run();
        }
      }
    } finally {
      running = null;
      Hooks.end();
    }
    if (violation != null) {
      throw violation;
    }
  }

  int steps() {
    return steps;
  }

  long nanoTime() {
    if (!isActive()) {
      return clockNanos;
    }
    clockNanos += strategy.tickNanos();
    return clockNanos;
  }

  private boolean isActive() {
    return running != null && !looking;
  }

  private Fiber current() {
    if (running == null) {
      throw new IllegalStateException("not on a simulated thread");
    }
    return running;
  }

  Thread currentThread() {
    return running == null ? Thread.currentThread() : running.thread;
  }

  // Threads.

  void start(Thread thread) {
    step("Thread.start");
    flush();
    if (byThread.containsKey(thread)) {
      throw new IllegalThreadStateException();
    }
    add(thread, thread);
  }

  private Fiber add(Thread thread, Runnable body) {
    Fiber fiber = new Fiber(fibers.size(), thread, () -> runToEnd(thread, body));
    fibers.add(fiber);
    byThread.put(thread, fiber);
    strategy.started(fiber);
    return fiber;
  }

  private void runToEnd(Thread thread, Runnable body) {
    try {
      body.run();
    } catch (Throwable e) {
      fail(new Violation(thread.getName() + " died of " + e, e));
    }
    flush();
    current().state = Fiber.State.ENDED;
  }

  boolean hasEnded(Thread thread) {
    Fiber fiber = byThread.get(thread);
    return fiber != null && fiber.state == Fiber.State.ENDED;
  }

  boolean isStarted(Thread thread) {
    return byThread.containsKey(thread);
  }

  void interrupt(Thread thread) {
    step("interrupt");
    flush();
    Fiber fiber = byThread.get(thread);
    if (fiber != null && fiber.state != Fiber.State.ENDED) {
      fiber.interrupted = true;
      wake(fiber);
    }
  }

  boolean interrupted(boolean clear) {
    Fiber fiber = current();
    boolean was = fiber.interrupted;
    fiber.interrupted = was && !clear;
    return was;
  }

  // Parking.

  void park(String name, boolean timed, long nanos) {
    step(name);
    flush();
    Fiber fiber = current();
    if (fiber.permit || fiber.interrupted || (timed && nanos <= 0)) {
      fiber.permit = false;
      return;
    }
    fiber.deadlineNanos = clockNanos + Math.min(nanos, Long.MAX_VALUE / 2);
    block(timed ? Fiber.State.PARKED_FOR_A_TIME : Fiber.State.PARKED);
    fiber.permit = false;
  }

  void unpark(@Nullable Thread thread) {
    step("unpark");
    flush();
    Fiber fiber = thread == null ? null : byThread.get(thread);
    if (fiber != null) {
      fiber.permit = true;
      wake(fiber);
    }
  }

  private static void wake(Fiber fiber) {
    if (fiber.state == Fiber.State.PARKED || fiber.state == Fiber.State.PARKED_FOR_A_TIME) {
      fiber.state = Fiber.State.RUNNABLE;
    }
  }

  // Locks.

  Monitor monitorOf(Object object) {
    return monitors.computeIfAbsent(object, key -> new Monitor());
  }

  void enter(Monitor monitor) {
    if (!isActive()) {
      return;
    }
    step("lock");
    flush();
    Fiber fiber = current();
    while (!monitor.isFreeFor(fiber)) {
      fiber.wanted = monitor;
      block(Fiber.State.WAITING_FOR_LOCK);
    }
    monitor.owner = fiber;
    monitor.depth++;
  }

  void exit(Monitor monitor) {
    if (!isActive()) {
      return;
    }
    step("unlock");
    flush();
    if (--monitor.depth == 0) {
      monitor.owner = null;
    }
  }

  // Memory.

  /** An atomic update, a volatile store or a full fence. */
  void fencedStep(String name) {
    if (isActive()) {
      Fiber fiber = current();
      fiber.fenced = true;
      step(name);
      fiber.fenced = false;
      flush();
    }
  }

  private void flush() {
    if (isActive()) {
      flushAll(current());
    }
  }

  private void flushAll(Fiber fiber) {
    while (!fiber.stores.isEmpty()) {
      flushOldest(fiber);
    }
  }

  private void flushOldest(Fiber fiber) {
    hidden--;
    fiber.stores.removeFirst().flush();
  }

  void store(Store store) {
    if (!isActive() || !strategy.hidesStores()) {
      // What this thread has hidden before goes first.
      flush();
      store.flush();
      return;
    }
    current().stores.addLast(store);
    hidden++;
  }

  /** What the running thread has stored at a place and the others do not see yet. */
  @Nullable Store hiddenStore(Object owner, int index) {
    if (hidden == 0 || !isActive()) {
      return null;
    }
    Store found = null;
    for (Store store : current().stores) {
      if (store.isTo(owner, index)) {
        found = store;
      }
    }
    return found;
  }

  // Scheduling.

  int choose(int bound) {
    return strategy.choose(bound);
  }

  void fail(Violation broken) {
    if (violation == null) {
      violation = broken;
    }
    if (running != null) {
      // For good: whatever is thrown, the code under test might catch.
      while (true) {
        Fiber.leaveProcessor();
      }
    }
  }

  void yielded(String name) {
    if (isActive()) {
      strategy.yielded(current());
      step(name);
    }
  }

  /** Called before everything that others may notice. */
  void step(String name) {
    if (!isActive()) {
      return;
    }
    Fiber fiber = current();
    fiber.at = name;
    if (++steps > MAX_STEPS) {
      fail(new Violation("no end after " + MAX_STEPS + " steps:" + everybody()));
    }
    if (hidden > 0) {
      flushSome();
    }
    Fiber next = decide(fiber);
    if (next != fiber) {
      next.state = Fiber.State.RUNNABLE;
      chosen = next;
      Fiber.leaveProcessor();
    }
    trace.accept(fiber.thread.getName() + " " + name);
  }

  private void flushSome() {
    for (Fiber fiber : fibers) {
      if (!fiber.stores.isEmpty() && strategy.flushesNow()) {
        flushOldest(fiber);
      }
    }
  }

  private Fiber decide(Fiber fiber) {
    if (strategy.wakesEarly()) {
      wakeEarly();
    }
    collectRunnable();
    return strategy.next(runnable, fiber);
  }

  private void wakeEarly() {
    Fiber sleeper = earliestSleeper();
    if (sleeper != null) {
      clockNanos = Math.max(clockNanos, sleeper.deadlineNanos);
      sleeper.state = Fiber.State.RUNNABLE;
    }
  }

  private @Nullable Fiber earliestSleeper() {
    Fiber earliest = null;
    for (Fiber fiber : fibers) {
      if (fiber.state == Fiber.State.PARKED_FOR_A_TIME
          && (earliest == null || fiber.deadlineNanos < earliest.deadlineNanos)) {
        earliest = fiber;
      }
    }
    return earliest;
  }

  private void block(Fiber.State state) {
    Fiber fiber = current();
    fiber.state = state;
    fiber.yields = 0;
    Fiber.leaveProcessor();
  }

  void await(String what, BooleanSupplier condition) {
    Fiber fiber = current();
    fiber.at = what;
    flush();
    fiber.condition = condition;
    block(Fiber.State.WAITING_FOR_CONDITION);
  }

  void awaitQuiet() {
    current().at = "quiet";
    flush();
    block(Fiber.State.WAITING_FOR_QUIET);
  }

  void neverAsleepWhile(String what, BooleanSupplier condition) {
    mustNotHold = what;
    asleepWhile = condition;
  }

  private void collectRunnable() {
    runnable.clear();
    for (Fiber fiber : fibers) {
      boolean can =
          switch (fiber.state) {
            case RUNNABLE -> true;
            case WAITING_FOR_LOCK -> fiber.wanted != null && fiber.wanted.isFreeFor(fiber);
            case WAITING_FOR_CONDITION -> fiber.condition != null && holds(fiber.condition);
            default -> false;
          };
      if (can) {
        runnable.add(fiber);
      }
    }
  }

  private boolean holds(BooleanSupplier condition) {
    boolean before = looking;
    looking = true;
    try {
      return condition.getAsBoolean();
    } finally {
      looking = before;
    }
  }

  /** Somebody to run after the last one has left the processor; null to try again. */
  private @Nullable Fiber pick(Fiber main) {
    collectRunnable();
    if (runnable.isEmpty() && hidden > 0) {
      fibers.forEach(this::flushAll);
      collectRunnable();
    }
    if (runnable.isEmpty()) {
      passTime(main);
      return null;
    }
    Fiber next = strategy.next(runnable, running == null ? main : running);
    next.state = Fiber.State.RUNNABLE;
    return next;
  }

  private void passTime(Fiber main) {
    Fiber sleeper = earliestSleeper();
    boolean slept = sleeper == null || sleeper.deadlineNanos - clockNanos > LONG_SLEEP_NANOS;
    if (slept && holds(asleepWhile)) {
      violation = new Violation("everybody sleeps although " + mustNotHold + ":" + everybody());
    } else if (sleeper != null) {
      clockNanos = Math.max(clockNanos, sleeper.deadlineNanos);
      sleeper.state = Fiber.State.RUNNABLE;
      steps++;
      if (steps > MAX_STEPS) {
        violation = new Violation("no end after " + MAX_STEPS + " steps:" + everybody());
      }
    } else if (main.state == Fiber.State.WAITING_FOR_QUIET) {
      main.state = Fiber.State.RUNNABLE;
    } else {
      violation = new Violation("everybody waits for ever:" + everybody());
    }
  }

  private String everybody() {
    StringBuilder all = new StringBuilder();
    for (Fiber fiber : fibers) {
      if (fiber.state != Fiber.State.ENDED) {
        all.append(System.lineSeparator()).append("  ").append(fiber);
      }
    }
    return all.toString();
  }
}
