package weir.core.worker;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of the user's factory is to run: once, whatever the factory does with it, or never,
 * if the pool has given up on the thread.
 */
final class Launch implements Runnable {

  private final Runnable task;

  /** CAS: who moves it either runs the task or has given it up. */
  private final AtomicBoolean decided = new AtomicBoolean();

  /** Confined to the thread that launches. */
  private @Nullable Thread thread;

  Launch(Runnable task) {
    this.task = task;
  }

  @Override
  public void run() {
    if (decided.compareAndSet(false, true)) {
      task.run();
    }
  }

  /** Makes the thread. Throws what the factory throws. */
  void makeThread(ThreadFactory factory) {
    thread = factory.newThread(this);
    if (thread == null) {
      throw new IllegalStateException("the thread factory refused to make a thread");
    }
  }

  /** Starts the thread. Throws what that throws; the task may run all the same. */
  void start() {
    if (thread != null) {
      thread.start();
    }
  }

  /** Whether the task has come to run, or never will. */
  boolean isDecided() {
    return decided.get();
  }

  /** Whether the thread has ended without having run the task, which then never runs. */
  boolean isStillborn() {
    return thread != null && thread.getState() == Thread.State.TERMINATED && giveUp();
  }

  /** Gives the task up; false if it has come to run. */
  boolean giveUp() {
    return decided.compareAndSet(false, true);
  }
}
