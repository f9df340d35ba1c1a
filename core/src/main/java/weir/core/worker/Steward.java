package weir.core.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Starts the workers of an {@link ElasticWorkerPool}, on a thread of its own: the user's thread
 * factory may take its time, throw, or call the pool. Where a worker can't be started, it tries
 * again after a while, until the pool has the workers it should have.
 */
final class Steward<E> {

  private static final long STILLBORN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long NOTHING_TO_DO = Long.MAX_VALUE;

  /** A worker whose thread was started and has not come to run it yet. */
  private record Expected<E>(Worker<E> worker, Launch launch) {}

  private final Crew<E> crew;
  private final IntFunction<Worker<E>> newWorker;
  private final ThreadFactory threadFactory;
  private final StartTrouble trouble;
  private final Caretaker caretaker;

  /** Confined to the caretaker's thread. */
  private final List<Expected<E>> expected = new ArrayList<>();

  Steward(
      Crew<E> crew,
      IntFunction<Worker<E>> newWorker,
      String poolName,
      ThreadFactory threadFactory,
      StartTrouble trouble) {
    this.crew = crew;
    this.newWorker = newWorker;
    this.threadFactory = threadFactory;
    this.trouble = trouble;
    caretaker = new Caretaker(poolName + "-steward", this::run);
  }

  /** Makes sure that there is a thread for what {@link #wake} asks for. */
  void prepare() {
    if (!crew.isClosed()) {
      caretaker.ensureStarted();
    }
  }

  /** Called after each change that may leave the pool with fewer workers than it should have. */
  void wake() {
    caretaker.wake();
  }

  /** As {@link #wake}, and does not wait for trouble to pass. */
  void retryNow() {
    trouble.retryNow();
    wake();
  }

  boolean isCurrentThread() {
    return caretaker.isCurrentThread();
  }

  private void run() {
    while (!crew.isClosed() || !expected.isEmpty()) {
      long waitNanos;
      try {
        waitNanos = startWhatIsMissing();
      } catch (Throwable e) {
        // The JVM's own, such as no memory: what is missing now is missing after a while too.
        trouble.failed(e, () -> {});
        waitNanos = STILLBORN_POLL_NANOS;
      }
      if (waitNanos == NOTHING_TO_DO) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, waitNanos);
      }
      Thread.interrupted();
    }
  }

  /** Returns how long to wait, unless woken: whoever wakes has changed something before. */
  private long startWhatIsMissing() {
    expected.removeIf(this::isSettled);
    int place;
    while ((place = crew.placeToFill()) >= 0) {
      long waitNanos = trouble.nanosToWait();
      if (waitNanos > 0) {
        return waitNanos;
      }
      start(newWorker.apply(place));
    }
    return expected.isEmpty() ? NOTHING_TO_DO : STILLBORN_POLL_NANOS;
  }

  private void start(Worker<E> worker) {
    Launch launch = new Launch(worker);
    try {
      launch.makeThread(threadFactory);
      if (crew.admit(worker)) {
        expected.add(new Expected<>(worker, launch));
        launch.start();
      }
    } catch (Throwable e) {
      // A thread may be running although its start has thrown.
      if (launch.giveUp()) {
        trouble.failed(e, worker::giveUp);
      }
    }
  }

  private boolean isSettled(Expected<E> start) {
    if (start.launch.isStillborn()) {
      trouble.failed(
          new IllegalStateException("a thread ended before it ran its worker"),
          start.worker::giveUp);
    }
    return start.launch.isDecided();
  }
}
