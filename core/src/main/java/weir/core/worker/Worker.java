package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One competing consumer.
 *
 * <pre>
 *   ACTIVE ⇄ RETIRING → EXITED
 * </pre>
 *
 * The pool moves a worker between ACTIVE and RETIRING under its lock. Only the worker itself moves
 * on to EXITED, and only between claims; after that it touches neither its cell nor its bit in the
 * idle set, so the place can have a new worker.
 *
 * @param <E> type of the events
 */
final class Worker<E> implements Runnable {

  enum State {
    ACTIVE,
    RETIRING,
    EXITED
  }

  /** Bounds of how often an idle worker looks at the ring before it parks. */
  private static final int MIN_SPINS = 16;

  private static final int MAX_SPINS = 1024;
  private static final int MAX_YIELDS = 16;

  private final int index;
  private final PoolShared<E> shared;
  private final WorkerExitListener<E> exitListener;
  private final RingBuffer<E> ring;
  private final Sequence claimed;
  private final WorkerCell cell;
  private final WakeOneWaitStrategy idleWorkers;
  private final EventBatch<E> batch;

  /** See the class comment for who moves it. CAS only; pairs with park through unpark's permit. */
  private final AtomicReference<State> state = new AtomicReference<>(State.ACTIVE);

  /** Set once, by the pool, under its lock and before the thread starts. */
  private @Nullable Thread thread;

  // What follows is confined to the worker's thread.

  /** Whether this worker holds the search token. */
  private boolean searching;

  /** Whether the next claim must look for idle workers to wake. */
  private boolean wakesNext = true;

  /** How often to look before parking: grows where looking pays, shrinks where it does not. */
  private int spins = MIN_SPINS;

  /** How often it gives way after that. Used by the worker's thread alone. */
  private int yields = 1;

  Worker(
      int index, PoolShared<E> shared, WorkHandler<E> handler, WorkerExitListener<E> exitListener) {
    this.index = index;
    this.shared = shared;
    this.exitListener = exitListener;
    ring = shared.ring();
    claimed = shared.claimed();
    cell = shared.cells().get(index);
    idleWorkers = shared.idleWorkers();
    batch = new EventBatch<>(index, shared, handler);
  }

  int index() {
    return index;
  }

  State state() {
    return state.get();
  }

  void startOn(Thread newThread) {
    thread = newThread;
    newThread.start();
  }

  boolean isParked() {
    return idleWorkers.isIdle(index);
  }

  /** Asks the worker to leave after its current claim. Called under the pool's lock. */
  boolean retire() {
    if (!state.compareAndSet(State.ACTIVE, State.RETIRING)) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }

  /** Takes a request to leave back, unless the worker has left. Called under the pool's lock. */
  boolean reactivate() {
    if (!state.compareAndSet(State.RETIRING, State.ACTIVE)) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }

  @Override
  public void run() {
    PoolEvents.WorkerStart start = new PoolEvents.WorkerStart();
    start.workerIndex = index;
    start.commit();
    PoolEvents.WorkerLife life = new PoolEvents.WorkerLife();
    life.begin();
    Throwable death = null;
    try {
      work();
    } catch (Throwable e) {
      death = e;
    } finally {
      if (death != null) {
        cleanUpAfter(death);
      }
      wakeNextIfThereIsWork();
      life.workerIndex = index;
      life.died = death != null;
      life.commit();
      exitListener.onExit(this, death);
    }
  }

  private void work() {
    while (true) {
      if (state.get() == State.RETIRING) {
        cell.held.set(WorkerCell.FREE);
        linger();
        if (state.compareAndSet(State.RETIRING, State.EXITED)) {
          return;
        }
      }
      long last = claimed.get();
      if (!ring.isAvailable(last + 1)) {
        awaitWork();
        continue;
      }
      long end = batch.endOfClaim(last);
      cell.held.set(last);
      if (claimed.compareAndSet(last, end)) {
        passTheSearchOn();
        batch.process(last + 1, end);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void linger() {
    // Nobody shall wait for a searcher that sleeps.
    wakeNextIfThereIsWork();
    wakesNext = true;
    long startNanos = System.nanoTime();
    long leftNanos = shared.lingerNanos();
    while (leftNanos > 0 && state.get() == State.RETIRING) {
      LockSupport.parkNanos(this, leftNanos);
      Thread.interrupted();
      leftNanos = shared.lingerNanos() - (System.nanoTime() - startNanos);
    }
  }

  private void awaitWork() {
    // An announcement left over from a claim that failed would hold publishers up meanwhile.
    cell.held.set(WorkerCell.FREE);
    // One idle worker at a time keeps looking for a while; publishers need not wake anybody then.
    searching = searching || idleWorkers.tryTakeToken();
    wakesNext = true;
    if (searching && spinForWork()) {
      return;
    }
    idleWorkers.enterIdle(index);
    if (searching) {
      searching = false;
      idleWorkers.giveBackToken();
    }
    // Signals that met this worker's token were left to it: look before parking.
    int looks = 0;
    while (idleWorkers.isIdle(index) && !mustLook()) {
      if (shared.hasReserved()) {
        WakeOneWaitStrategy.awaitPublication(this, looks++);
      } else {
        LockSupport.park(this);
      }
      // A pending interrupt would keep park from blocking.
      Thread.interrupted();
    }
    if (!idleWorkers.leaveIdle(index)) {
      searching = true;
    }
  }

  /**
   * Looks for work for a while. Where all processors are busy, giving way lets a publisher get on,
   * who then need not wake anybody; where they are not, it costs next to nothing.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on what a yield does
  private boolean spinForWork() {
    for (int spin = 0; spin < spins; spin++) {
      if (mustLook()) {
        spins = Math.min(MAX_SPINS, spins * 2);
        return true;
      }
      Thread.onSpinWait();
    }
    for (int yield = 0; yield < yields; yield++) {
      Thread.yield();
      if (mustLook()) {
        yields = Math.min(MAX_YIELDS, yields * 2);
        return true;
      }
    }
    spins = Math.max(MIN_SPINS, spins / 2);
    yields = Math.max(1, yields / 2);
    return false;
  }

  private boolean mustLook() {
    return shared.hasWork() || state.get() != State.ACTIVE;
  }

  private void passTheSearchOn() {
    if (wakesNext) {
      wakesNext = false;
      wakeNextIfThereIsWork();
    }
  }

  private void wakeNextIfThereIsWork() {
    if (searching) {
      searching = false;
      idleWorkers.giveBackToken();
    }
    if (shared.hasReserved()) {
      idleWorkers.wakeOne();
    }
  }

  /** A handler can't end the loop; an Error of the failure listener or of the JVM can. */
  private void cleanUpAfter(Throwable death) {
    try {
      batch.abandon(death);
    } finally {
      if (isParked() && !idleWorkers.leaveIdle(index)) {
        searching = true;
      }
      state.set(State.EXITED);
    }
  }
}
