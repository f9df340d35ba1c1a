package weir.core.worker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who works at which place of an {@link ElasticWorkerPool}, and how many should. Thread-safe. Its
 * lock is never held while anything runs that is not the pool's own.
 *
 * @param <E> type of the events
 */
final class Crew<E> {

  /** How many workers there should be, and how many there are. */
  record Size(int target, int live) {}

  private final PoolGate gate;
  private final ReentrantLock lock = new ReentrantLock();

  /** The last worker of each place, from before its thread starts. */
  @GuardedBy("lock")
  private final @Nullable Worker<E>[] workers;

  /**
   * Those that were given a place and are not gone yet: one that has died may have none any more.
   */
  @GuardedBy("lock")
  private final List<Worker<E>> present = new ArrayList<>();

  @GuardedBy("lock")
  private final WorkerTime time = new WorkerTime();

  /** Written under the lock; volatile for readers. */
  private volatile int target;

  /** Written under the lock; volatile for the steward. */
  private volatile boolean closed;

  Crew(int places, PoolGate gate) {
    this.gate = gate;
    workers = newWorkerArray(places);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable Worker<E>[] newWorkerArray(int length) {
    return new Worker[length];
  }

  /**
   * Sets how many there should be. Calls workers back, or asks them to leave, as far as that brings
   * the crew there.
   *
   * @return what it was before
   * @throws IllegalStateException if the crew is closed
   */
  Size resizeTo(int size) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      Size before = new Size(target, countLive());
      target = size;
      approachTarget();
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** Asks all workers to leave, for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      target = 0;
      approachTarget();
    } finally {
      lock.unlock();
    }
  }

  /** Has the worker of a place die; null if there is none, or it leaves already. */
  @Nullable Worker<E> kill(int place) {
    lock.lock();
    try {
      Worker<E> worker = place >= 0 && place < workers.length ? workers[place] : null;
      return worker != null && worker.kill() ? worker : null;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  int target() {
    return target;
  }

  /**
   * Workers that have a place, with or without a thread that runs them yet. Their time runs until
   * they have given it away: with none there, {@link #workerNanos()} stands still.
   */
  int live() {
    lock.lock();
    try {
      return countLive();
    } finally {
      lock.unlock();
    }
  }

  /** Whether all workers have left and closed their handlers. */
  boolean isEmpty() {
    lock.lock();
    try {
      return present.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is that of a worker. */
  boolean isCurrentThread() {
    lock.lock();
    try {
      for (Worker<E> worker : present) {
        if (worker.isCurrentThread()) {
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Time that there were workers, added up. */
  long workerNanos() {
    lock.lock();
    try {
      return time.sumNanos();
    } finally {
      lock.unlock();
    }
  }

  List<Worker<E>> all() {
    lock.lock();
    try {
      List<Worker<E>> all = new ArrayList<>();
      for (Worker<E> worker : workers) {
        if (worker != null) {
          all.add(worker);
        }
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** A place where a worker is missing, or -1. */
  int placeToFill() {
    lock.lock();
    try {
      return approachTarget() < target ? vacantPlace() : -1;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a worker its place, unless it is not wanted any more. Its thread may start then. */
  boolean admit(Worker<E> worker) {
    lock.lock();
    try {
      // Never true once the crew is closed: its target is 0 then.
      boolean wanted = approachTarget() < target;
      if (wanted) {
        // First, as it may lack the memory for it.
        present.add(worker);
        workers[worker.index()] = worker;
        time.add(1);
        gate.useCell(worker.index());
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the place of a worker away, if the worker has left it. */
  void vacate(Worker<E> worker) {
    lock.lock();
    try {
      if (worker.isGone()) {
        present.remove(worker);
      }
      int place = worker.index();
      if (workers[place] == worker && worker.state() == Worker.State.EXITED) {
        workers[place] = null;
        time.add(-1);
        gate.leaveCell(place);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls workers back or asks them to leave, as far as that brings the crew to its target.
   *
   * @return the workers that are there to stay
   */
  @GuardedBy("lock")
  private int approachTarget() {
    int active = 0;
    for (Worker<E> worker : workers) {
      if (worker != null && worker.state() == Worker.State.ACTIVE) {
        active++;
      }
    }
    active = reactivateRetiring(active);
    active = retire(active, true);
    return retire(active, false);
  }

  @GuardedBy("lock")
  private int reactivateRetiring(int active) {
    int now = active;
    for (int index = 0; index < workers.length && now < target; index++) {
      Worker<E> worker = workers[index];
      if (worker != null && worker.reactivate()) {
        now++;
      }
    }
    return now;
  }

  @GuardedBy("lock")
  private int retire(int active, boolean onlyParked) {
    int now = active;
    for (int index = workers.length - 1; index >= 0 && now > target; index--) {
      Worker<E> worker = workers[index];
      if (worker != null && (!onlyParked || worker.isParked()) && worker.retire()) {
        now--;
      }
    }
    return now;
  }

  @GuardedBy("lock")
  private int vacantPlace() {
    for (int index = 0; index < workers.length; index++) {
      if (workers[index] == null) {
        return index;
      }
    }
    return -1;
  }

  @GuardedBy("lock")
  private int countLive() {
    int live = 0;
    for (Worker<E> worker : workers) {
      if (worker != null) {
        live++;
      }
    }
    return live;
  }
}
