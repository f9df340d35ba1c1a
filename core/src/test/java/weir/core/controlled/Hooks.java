package weir.core.controlled;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Rewriter} lets rewritten code call in place of the JDK, or before it. Outside a
 * schedule each call does what the JDK does. Schedules run one at a time: the rewritten code knows
 * no object to ask, so the current one stands here.
 */
public final class Hooks {

  private static @Nullable Scheduler scheduler;

  private Hooks() {}

  static void begin(Scheduler next) {
    if (scheduler != null) {
      throw new IllegalStateException("one schedule at a time");
    }
    scheduler = next;
  }

  static void end() {
    scheduler = null;
  }

  // Memory.

  /** Before a load that others' stores may race with, and before what is atomic by itself. */
  public static void step(String name) {
    Scheduler now = scheduler;
    if (now != null) {
      now.step(name);
    }
  }

  /** Before an atomic update or a volatile store. */
  public static void fencedStep(String name) {
    Scheduler now = scheduler;
    if (now != null) {
      now.fencedStep(name);
    }
  }

  /** Before what is not simulated. */
  public static void refuse(String name) {
    Scheduler now = scheduler;
    if (now != null) {
      now.fail(new Violation("not simulated yet: " + name));
    }
  }

  /** {@link VarHandle#fullFence()}. */
  public static void fullFence() {
    fencedStep("fullFence");
  }

  /** Reads the value of a sequence. */
  public static long getCell(Object cell) {
    step("Sequence.get");
    Scheduler now = scheduler;
    Store own = now == null ? null : now.hiddenStore(cell, 0);
    return own == null ? ((SharedLong) cell).controlledGet() : (long) own.value;
  }

  /** Writes the value of a sequence. */
  public static void setCell(Object cell, long value) {
    step("Sequence.set");
    store(new Store(cell, 0, value, () -> ((SharedLong) cell).controlledSet(value)));
  }

  private static void store(Store store) {
    Scheduler now = scheduler;
    if (now == null) {
      store.flush();
    } else {
      now.store(store);
    }
  }

  /** {@link VarHandle#getAcquire}. */
  public static int getAcquire(VarHandle handle, int[] array, int index) {
    step("getAcquire");
    Scheduler now = scheduler;
    Store own = now == null ? null : now.hiddenStore(array, index);
    return own == null ? (int) handle.getAcquire(array, index) : (int) own.value;
  }

  /** {@link VarHandle#setRelease}. */
  public static void setRelease(VarHandle handle, int[] array, int index, int value) {
    step("setRelease");
    store(new Store(array, index, value, () -> handle.setRelease(array, index, value)));
  }

  /** {@link VarHandle#getAcquire}. */
  public static Thread getAcquire(VarHandle handle, Thread[] array, int index) {
    step("getAcquire");
    Scheduler now = scheduler;
    Store own = now == null ? null : now.hiddenStore(array, index);
    return own == null ? (Thread) handle.getAcquire(array, index) : (Thread) own.value;
  }

  /** {@link VarHandle#setRelease}. */
  public static void setRelease(VarHandle handle, Thread[] array, int index, Thread value) {
    step("setRelease");
    store(new Store(array, index, value, () -> handle.setRelease(array, index, value)));
  }

  // Locks.

  static void enter(Monitor monitor) {
    Scheduler now = scheduler;
    if (now != null) {
      now.enter(monitor);
    }
  }

  static void exit(Monitor monitor) {
    Scheduler now = scheduler;
    if (now != null) {
      now.exit(monitor);
    }
  }

  /** Enters a monitor. */
  public static void enter(Object object) {
    Scheduler now = scheduler;
    if (now != null) {
      now.enter(now.monitorOf(object));
    }
  }

  /** Leaves a monitor. */
  public static void exit(Object object) {
    Scheduler now = scheduler;
    if (now != null) {
      now.exit(now.monitorOf(object));
    }
  }

  // Threads.

  /** {@link LockSupport#park(Object)}. */
  public static void park(Object blocker) {
    park();
  }

  /** {@link LockSupport#park()}. */
  public static void park() {
    Scheduler now = scheduler;
    if (now == null) {
      LockSupport.park();
    } else {
      now.park("park", false, Long.MAX_VALUE);
    }
  }

  /** {@link LockSupport#parkNanos(Object, long)}. */
  public static void parkNanos(Object blocker, long nanos) {
    parkNanos(nanos);
  }

  /** {@link LockSupport#parkNanos(long)}. */
  public static void parkNanos(long nanos) {
    Scheduler now = scheduler;
    if (now == null) {
      LockSupport.parkNanos(nanos);
    } else {
      now.park("parkNanos " + nanos, true, nanos);
    }
  }

  /** {@link LockSupport#unpark}. */
  public static void unpark(@Nullable Thread thread) {
    Scheduler now = scheduler;
    if (now == null) {
      LockSupport.unpark(thread);
    } else {
      now.unpark(thread);
    }
  }

  /** {@link Thread#onSpinWait()}. */
  public static void onSpinWait() {
    Scheduler now = scheduler;
    if (now != null) {
      now.yielded("onSpinWait");
    }
  }

  /** {@link Thread#yield()}. */
  public static void yieldProcessor() {
    Scheduler now = scheduler;
    if (now != null) {
      now.yielded("yield");
    }
  }

  /** {@link Thread#currentThread()}. */
  public static Thread currentThread() {
    Scheduler now = scheduler;
    return now == null ? Thread.currentThread() : now.currentThread();
  }

  /** {@link Thread#interrupted()}. */
  public static boolean interrupted() {
    Scheduler now = scheduler;
    return now == null ? Thread.interrupted() : now.interrupted(true);
  }

  /** {@link Thread#isInterrupted()} of the current thread. */
  public static boolean isInterrupted(Thread thread) {
    Scheduler now = scheduler;
    return now == null ? thread.isInterrupted() : now.interrupted(false);
  }

  /** {@link Thread#interrupt()}. */
  public static void interrupt(Thread thread) {
    Scheduler now = scheduler;
    if (now == null) {
      thread.interrupt();
    } else {
      now.interrupt(thread);
    }
  }

  /** {@link Thread#start()}. */
  public static void start(Thread thread) {
    Scheduler now = scheduler;
    if (now == null) {
      throw new IllegalStateException("rewritten code starts threads in schedules only");
    }
    now.start(thread);
  }

  /** {@link Thread#getState()}, as far as it tells whether the thread has ended. */
  public static Thread.State getState(Thread thread) {
    step("Thread.getState");
    Scheduler now = scheduler;
    if (now == null || !now.isStarted(thread)) {
      return thread.getState();
    }
    return now.hasEnded(thread) ? Thread.State.TERMINATED : Thread.State.RUNNABLE;
  }

  /** {@link Thread#isAlive()}. */
  public static boolean isAlive(Thread thread) {
    step("Thread.isAlive");
    Scheduler now = scheduler;
    return now != null && now.isStarted(thread) && !now.hasEnded(thread);
  }

  /** {@link System#nanoTime()}. */
  public static long nanoTime() {
    Scheduler now = scheduler;
    return now == null ? System.nanoTime() : now.nanoTime();
  }
}
