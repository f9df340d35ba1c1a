package weir.core.worker;

/** A mutable event of the tests' pools: it carries what its handler is to do. */
final class Task {

  /** What a handler does; it may fail. */
  interface Action {
    void run() throws Exception;
  }

  Action action = () -> {};

  static boolean move(Task slot, Task target) {
    target.action = slot.action;
    return true;
  }
}
