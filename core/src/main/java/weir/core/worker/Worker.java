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
 * on to EXITED, and only between events; after that it touches neither its cell nor its bit in the
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

  /**
   * Looks at the ring this often before parking: about the time that a park and unpark would cost.
   */
  private static final int SPINS_BEFORE_PARK = 100;

  private final int index;
  private final RingBuffer<E> ring;
  private final Sequence claimed;
  private final WorkerCell cell;
  private final WakeOneWaitStrategy idleWorkers;
  private final SlotTransfer<E> transfer;
  private final WorkHandler<E> handler;
  private final FailureListener failureListener;
  private final WorkerExitListener<E> exitListener;
  private final E event;

  /** See the class comment for who moves it. CAS only; pairs with park through unpark's permit. */
  private final AtomicReference<State> state = new AtomicReference<>(State.ACTIVE);

  /** Set once, by the pool, under its lock and before the thread starts. */
  private @Nullable Thread thread;

  /** Whether this worker holds the search token. Confined to the worker's thread. */
  private boolean searching;

  /** Whether the next claim must look for idle workers to wake. Confined to the worker's thread. */
  private boolean wakesNext = true;

  Worker(
      int index,
      RingBuffer<E> ring,
      Sequence claimed,
      WorkerCell cell,
      WakeOneWaitStrategy idleWorkers,
      SlotTransfer<E> transfer,
      WorkHandler<E> handler,
      FailureListener failureListener,
      WorkerExitListener<E> exitListener,
      E event) {
    this.index = index;
    this.ring = ring;
    this.claimed = claimed;
    this.cell = cell;
    this.idleWorkers = idleWorkers;
    this.transfer = transfer;
    this.handler = handler;
    this.failureListener = failureListener;
    this.exitListener = exitListener;
    this.event = event;
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

  /** Asks the worker to leave after its current event. Called under the pool's lock. */
  boolean retire() {
    if (!state.compareAndSet(State.ACTIVE, State.RETIRING)) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }

  /** Takes a request to leave back, unless the worker has left. Called under the pool's lock. */
  boolean reactivate() {
    return state.compareAndSet(State.RETIRING, State.ACTIVE);
  }

  @Override
  public void run() {
    Throwable death = null;
    try {
      work();
    } catch (Throwable e) {
      death = e;
    } finally {
      leave();
      exitListener.onExit(this, death);
    }
  }

  private void work() {
    while (true) {
      if (state.get() == State.RETIRING) {
        cell.held.set(WorkerCell.FREE);
        if (state.compareAndSet(State.RETIRING, State.EXITED)) {
          return;
        }
      }
      long last = claimed.get();
      if (!ring.isAvailable(last + 1)) {
        awaitWork();
        continue;
      }
      cell.held.set(last);
      if (claimed.compareAndSet(last, last + 1)) {
        passTheSearchOn();
        process(last + 1);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void process(long sequence) {
    Throwable failure = null;
    boolean withdrawn = false;
    try {
      try {
        withdrawn = !transfer.move(ring.get(sequence), event);
      } finally {
        // Early release: a slow handler does not keep its slot.
        cell.held.set(WorkerCell.FREE);
      }
      if (!withdrawn) {
        handler.onEvent(event);
      }
    } catch (Throwable e) {
      failure = e;
    }
    // An interrupt that the handler left behind was meant for its event and not for the next one.
    Thread.interrupted();
    if (withdrawn) {
      WorkerCell.increment(cell.skipped);
    } else if (failure == null) {
      WorkerCell.increment(cell.completed);
    } else {
      WorkerCell.increment(cell.failed);
      failureListener.onFailure(index, sequence, failure);
    }
  }

  private void awaitWork() {
    for (int spins = 0; spins < SPINS_BEFORE_PARK; spins++) {
      if (mustLook()) {
        return;
      }
      Thread.onSpinWait();
    }
    cell.held.set(WorkerCell.FREE);
    idleWorkers.enterIdle(index);
    if (searching) {
      searching = false;
      idleWorkers.giveBackToken();
    }
    // Signals that met this worker's token were left to it: look before parking.
    if (!mustLook()) {
      do {
        LockSupport.park(this);
        // A pending interrupt would keep park from blocking.
        Thread.interrupted();
      } while (idleWorkers.isIdle(index) && state.get() == State.ACTIVE);
    }
    if (!idleWorkers.leaveIdle(index)) {
      searching = true;
    }
    wakesNext = true;
  }

  private boolean mustLook() {
    return ring.isAvailable(claimed.get() + 1) || state.get() != State.ACTIVE;
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
    if (ring.isAvailable(claimed.get() + 1)) {
      idleWorkers.wakeOne();
    }
  }

  /** Whatever ended the worker, what it owes the others is done. */
  private void leave() {
    if (state.get() != State.EXITED) {
      // Died between events: a handler can't end the loop.
      cell.held.set(WorkerCell.FREE);
      if (isParked() && !idleWorkers.leaveIdle(index)) {
        searching = true;
      }
      state.set(State.EXITED);
    }
    wakeNextIfThereIsWork();
  }
}
