package weir.core.controlled;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated thread: code that can be left at each of its steps and gone on with later, all on the
 * thread of the test. It goes by the name of a {@link Thread} that never starts.
 */
final class Fiber {

  enum State {
    RUNNABLE,
    PARKED,
    /** Parked, with a deadline. */
    PARKED_FOR_A_TIME,
    WAITING_FOR_LOCK,
    WAITING_FOR_CONDITION,
    WAITING_FOR_QUIET,
    ENDED
  }

  private static final String NEEDED =
      "the controlled scheduler needs --add-exports java.base/jdk.internal.vm=ALL-UNNAMED";

  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle YIELD;
  private static final Object SCOPE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
      Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
      SCOPE =
          lookup
              .findConstructor(scope, MethodType.methodType(void.class, String.class))
              .invoke("controlled");
      NEW =
          lookup
              .findConstructor(
                  continuation, MethodType.methodType(void.class, scope, Runnable.class))
              .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
      RUN =
          lookup
              .findVirtual(continuation, "run", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      YIELD =
          lookup
              .findStatic(continuation, "yield", MethodType.methodType(boolean.class, scope))
              .asType(MethodType.methodType(boolean.class, Object.class));
    } catch (Throwable e) {
      throw new IllegalStateException(NEEDED, e);
    }
  }

  final int number;
  final Thread thread;
  State state = State.RUNNABLE;

  /** LockSupport's permit. */
  boolean permit;

  boolean interrupted;
  long deadlineNanos;
  @Nullable Monitor wanted;
  @Nullable BooleanSupplier condition;

  /** What this thread has stored and the others do not see yet, in order. */
  final ArrayDeque<Store> stores = new ArrayDeque<>();

  /** How often it said that it has nothing better to do, since it last lost the processor. */
  int yields;

  /** Whether it is about to make an atomic update, a volatile store or a full fence. */
  boolean fenced;

  /** What it is about to do, for the trace. */
  String at = "start";

  private final Object continuation;

  Fiber(int number, Thread thread, Runnable body) {
    this.number = number;
    this.thread = thread;
    try {
      continuation = (Object) NEW.invokeExact(SCOPE, body);
    } catch (Throwable e) {
      throw new IllegalStateException(NEEDED, e);
    }
  }

  /** Runs it until it leaves the processor. */
  void run() {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable e) {
      throw new IllegalStateException("a simulated thread could not be run", e);
    }
  }

  /** Called by the running fiber: gives the processor back to who called {@link #run}. */
  static void leaveProcessor() {
    try {
      if (!(boolean) YIELD.invokeExact(SCOPE)) {
        throw new IllegalStateException("a simulated thread is pinned");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("a simulated thread could not be left", e);
    }
  }

  @Override
  public String toString() {
    return thread.getName() + " " + state + " at " + at;
  }
}
