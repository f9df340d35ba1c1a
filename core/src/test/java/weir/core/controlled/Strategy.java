package weir.core.controlled;

import java.util.List;

/** Decides what a scheduler may decide. Deterministic, given its seed. */
interface Strategy {

  /**
   * Who goes on. Never asked about an empty list.
   *
   * @param running who had the processor, and may be among them
   */
  Fiber next(List<Fiber> runnable, Fiber running);

  /** A thread is new. */
  void started(Fiber fiber);

  /** The running thread has nothing better to do: it spins or yields. */
  void yielded(Fiber fiber);

  /** Whether a thread that waits with a deadline wakes up now although others have work to do. */
  boolean wakesEarly();

  /** Whether a store may stay hidden from the others for a while. */
  boolean hidesStores();

  /** Whether the oldest hidden store of a thread reaches memory now. */
  boolean flushesNow();

  /** Nanoseconds that pass with each look at the clock. */
  long tickNanos();

  int choose(int bound);
}
