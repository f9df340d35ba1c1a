package weir.core.worker;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks after a pool and calls the user's thread factory: nobody who resizes or
 * counts has to wait for that. Started with the first resize. Thread-safe.
 */
final class Caretaker {

  private final String name;
  private final Runnable task;

  /** Set under this object's lock, before the thread starts, so that nobody wakes in vain. */
  private volatile @Nullable Thread thread;

  Caretaker(String name, Runnable task) {
    this.name = name;
    this.task = task;
  }

  /** Starts the thread unless it has been; if there is no thread to be had, says so by throwing. */
  synchronized void ensureStarted() {
    if (thread == null) {
      Thread starting = new Thread(task, name);
      starting.setDaemon(true);
      thread = starting;
      boolean started = false;
      try {
        starting.start();
        started = true;
      } finally {
        if (!started) {
          thread = null;
        }
      }
    }
  }

  /** Lets the thread look again at what there is to do. */
  void wake() {
    LockSupport.unpark(thread);
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Whether the thread has ended, or was never needed. */
  boolean isGone() {
    Thread started = thread;
    return started == null || !started.isAlive();
  }
}
