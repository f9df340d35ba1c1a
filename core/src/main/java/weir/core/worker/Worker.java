package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.WorkerFigures;

/**
 * One competing consumer.
 *
 * <pre>
 *   ACTIVE ⇄ RETIRING → LEAVING → EXITED
 *        ↘     ↓          ↑
 *          DYING ─────────┘
 * </pre>
 *
 * The pool moves a worker between ACTIVE and RETIRING, and on to DYING if it is killed, under its
 * lock. Only the worker itself moves on from there, and from RETIRING only between claims. A worker
 * that dies moves on to LEAVING from where it was. While it is LEAVING it takes no more events and
 * can't be called back, but still has its place. After EXITED it touches neither its cell nor its
 * bit in the idle set, so the place can have a new worker. It is {@linkplain #isGone() gone} once
 * it has told its listener and closed its handler as well, which one that has died does after that.
 *
 * @param <E> type of the events
 */
final class Worker<E> implements Runnable {

  enum State {
    ACTIVE,
    RETIRING,
    DYING,
    LEAVING,
    EXITED
  }

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Bounds of how often an idle worker looks at the ring before it parks. */
  private static final int MIN_SPINS = 16;

  private static final int MAX_SPINS = 1024;
  private static final int MAX_YIELDS = 16;

  private final int index;
  private final PoolShared<E> shared;
  private final Consumer<Worker<E>> onChange;
  private final RingBuffer<E> ring;
  private final Sequence claimed;
  private final WorkerCell cell;
  private final WakeOneWaitStrategy idleWorkers;
  private final SearchToken.Search search;

  /** See the class comment for who moves it. CAS only; pairs with park through unpark's permit. */
  private final AtomicReference<State> state = new AtomicReference<>(State.ACTIVE);

  /**
   * Set once, by the worker, before it looks at its state for the first time: who changes the state
   * and finds no thread to unpark has been seen.
   */
  private volatile @Nullable Thread thread;

  /** Set once, as the last thing that is done for it. */
  private volatile boolean gone;

  // What follows is confined to the worker's thread.

  /** How often to look before parking: grows where looking pays, shrinks where it does not. */
  private int spins = MIN_SPINS;

  /** How often it gives way after that. Used by the worker's thread alone. */
  private int yields = 1;

  Worker(int index, PoolShared<E> shared, Consumer<Worker<E>> onChange) {
    this.index = index;
    this.shared = shared;
    this.onChange = onChange;
    ring = shared.ring();
    claimed = shared.claimed();
    cell = shared.cells().get(index);
    idleWorkers = shared.idleWorkers();
    search = idleWorkers.searchAt(index);
  }

  int index() {
    return index;
  }

  State state() {
    return state.get();
  }

  boolean isCurrentThread() {
    return thread == Thread.currentThread();
  }

  /** What the worker is at, for those who watch; empty if it has left. */
  Optional<PoolWorker> figures() {
    Thread running = thread;
    State now = state.get();
    if (now == State.EXITED) {
      return Optional.empty();
    }
    return Optional.of(
        PoolWorker.of(
            index, running == null ? "" : running.getName(), shown(running != null, now), cell));
  }

  private WorkerFigures.State shown(boolean runs, State now) {
    if (now != State.ACTIVE) {
      return WorkerFigures.State.LEAVING;
    }
    if (!runs) {
      return WorkerFigures.State.STARTING;
    }
    return cell.isBusy() ? WorkerFigures.State.HANDLING : WorkerFigures.State.IDLE;
  }

  /** Interrupts the worker's thread. It is the user's: called without the pool's lock. */
  void interrupt() {
    Thread running = thread;
    if (running != null && state.get() != State.EXITED) {
      Shielded.call("interrupting worker " + index, running::interrupt);
    }
  }

  /** Has the worker die, unless it leaves already. Called under the pool's lock. */
  boolean kill() {
    return state.compareAndSet(State.ACTIVE, State.DYING)
        || state.compareAndSet(State.RETIRING, State.DYING);
  }

  /** Brings a worker that was killed away from what it is at. Called without the pool's lock. */
  void interruptAsKilled() {
    interrupt();
    LockSupport.unpark(thread);
  }

  private boolean isDying() {
    return state.get() == State.DYING;
  }

  /** Ends a worker whose thread never came to run it. */
  void giveUp() {
    gone = true;
    exit();
  }

  /** Whether nothing of the user's is called for it any more. */
  boolean isGone() {
    return gone;
  }

  boolean isParked() {
    return search.isIdle();
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
    thread = Thread.currentThread();
    EventBatch<E> batch;
    PoolEvents.WorkerLife life;
    try {
      life = new PoolEvents.WorkerLife();
      batch = new EventBatch<>(index, shared, this::isDying);
    } catch (Throwable e) {
      shared.trouble().failed(e, this::giveUp);
      return;
    }
    shared.trouble().succeeded();
    Shielded.call("flight recording", () -> recordStart(life));
    try {
      work(batch);
      wakeNextIfThereIsWork();
      batch.closeHandler();
      gone = true;
      exit();
      Shielded.call("flight recording", () -> recordEnd(life, null));
    } catch (Throwable e) {
      try {
        die(batch, e);
      } finally {
        gone = true;
        onChange.accept(this);
      }
      Shielded.call("flight recording", () -> recordEnd(life, e));
    }
  }

  private void recordStart(PoolEvents.WorkerLife life) {
    PoolEvents.WorkerStart start = new PoolEvents.WorkerStart();
    start.pool = shared.spec().name();
    start.workerIndex = index;
    start.commit();
    life.begin();
  }

  private void recordEnd(PoolEvents.WorkerLife life, @Nullable Throwable death) {
    life.pool = shared.spec().name();
    life.workerIndex = index;
    life.died = death != null;
    life.commit();
  }

  private void exit() {
    state.set(State.EXITED);
    onChange.accept(this);
  }

  /**
   * What handlers and other code of the user throw does not end a worker; an Error of the JVM's in
   * the pool's own code can, and so can who kills it. Its replacement comes first, at another place
   * if there is one, and the user is told last.
   */
  private void die(EventBatch<E> batch, Throwable death) {
    state.set(State.LEAVING);
    onChange.accept(this);
    wakeNextIfThereIsWork();
    try {
      batch.abandon(death);
    } finally {
      exit();
    }
    Shielded.log(() -> logDeath(death));
    batch.tellOfAbandoned();
    batch.closeHandler();
  }

  private void logDeath(Throwable death) {
    if (death instanceof WorkerKilled) {
      LOG.warn("Worker {} was killed and is replaced", index);
    } else {
      LOG.error("Worker {} died and is replaced", index, death);
    }
  }

  private void work(EventBatch<E> batch) throws WorkerKilled {
    boolean ordered = batch.isOrdered();
    while (true) {
      State now = state.get();
      if (now == State.DYING) {
        throw new WorkerKilled(index, null);
      }
      if (now == State.RETIRING) {
        batch.releaseKeys();
        cell.held.set(WorkerCell.FREE);
        linger();
        if (state.compareAndSet(State.RETIRING, State.LEAVING)) {
          return;
        }
      }
      if (ordered) {
        workInOrder(batch);
        continue;
      }
      long last = claimed.get();
      if (!ring.isAvailable(last + 1)) {
        awaitWork();
        continue;
      }
      long end = batch.endOfClaim(last);
      cell.held.set(last);
      if (claimed.compareAndSet(last, end)) {
        batch.begin(last + 1, end);
        passTheSearchOn();
        batch.process();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void workInOrder(EventBatch<E> batch) {
    if (!batch.claimInOrder()) {
      awaitWork();
    } else if (!batch.isEmpty()) {
      passTheSearchOn();
      batch.process();
    }
  }

  private void linger() {
    // Nobody shall wait for a searcher that sleeps.
    wakeNextIfThereIsWork();
    search.beginWithoutToken();
    long startNanos = System.nanoTime();
    long leftNanos = shared.spec().lingerNanos();
    while (leftNanos > 0 && state.get() == State.RETIRING) {
      LockSupport.parkNanos(this, leftNanos);
      Thread.interrupted();
      leftNanos = shared.spec().lingerNanos() - (System.nanoTime() - startNanos);
    }
  }

  private void awaitWork() {
    // An announcement left over from a claim that failed would hold publishers up meanwhile.
    cell.held.set(WorkerCell.FREE);
    // One idle worker at a time keeps looking for a while; publishers need not wake anybody then.
    if (search.begin() && spinForWork()) {
      return;
    }
    search.settle();
    // Signals that met this worker's token were left to it: look before parking.
    int looks = 0;
    while (search.isIdle() && !mustLook()) {
      if (shared.hasReserved()) {
        WakeOneWaitStrategy.awaitPublication(this, looks++);
      } else {
        LockSupport.park(this);
      }
      // A pending interrupt would keep park from blocking.
      Thread.interrupted();
    }
    search.rise();
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
    if (search.isOn()) {
      wakeNextIfThereIsWork();
    }
  }

  private void wakeNextIfThereIsWork() {
    search.end();
    if (shared.hasReserved()) {
      idleWorkers.wakeOne();
    }
  }
}
