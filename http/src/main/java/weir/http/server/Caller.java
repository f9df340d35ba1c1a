package weir.http.server;

import java.util.concurrent.atomic.AtomicReference;

/** Somebody who waits for the end of an event, and is told once, and the truth. Thread-safe. */
abstract class Caller {

  /** What a caller is told. */
  enum Ending {
    COMPLETED,
    FAILED,
    /** The server stopped before any worker came to the event, and none will. */
    LEFT,
    /** The server stopped while the handler was at the event. */
    UNKNOWN
  }

  private enum State {
    WAITING,
    /** A worker is at the event. */
    HANDLING,
    /** The caller has been told. */
    TOLD
  }

  /** Moves on by compare-and-set: worker and stopping server may meet here. */
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Caller() {}

  /**
   * A worker has come to the event.
   *
   * @return false if the caller has been told that none will
   */
  boolean beginHandling() {
    return state.compareAndSet(State.WAITING, State.HANDLING);
  }

  /** The handler has come to an end. */
  void endHandling(boolean completed) {
    tell(State.HANDLING, completed ? Ending.COMPLETED : Ending.FAILED);
  }

  /** No worker is going to come to the event any more, nor is anybody going to wait for one. */
  void giveUp() {
    tell(State.WAITING, Ending.LEFT);
    tell(State.HANDLING, Ending.UNKNOWN);
  }

  private void tell(State from, Ending how) {
    if (state.compareAndSet(from, State.TOLD)) {
      told(how);
    }
  }

  /** Tells the caller. Called once, on a thread that has other things to do. */
  abstract void told(Ending ending);
}
