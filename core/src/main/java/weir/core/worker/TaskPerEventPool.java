package weir.core.worker;

import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.StackRoom;
import weir.core.figures.WorkerFigures;

/**
 * Starts a thread for each event, with a live limit on how many run at once: the counterpart of
 * GenStage's ConsumerSupervisor. Made for virtual threads.
 *
 * <p>One dispatcher starts a thread for each event that is published. The thread claims the next
 * event, as a worker of an {@link ElasticWorkerPool} does: an event for which there is no thread
 * stays in the ring. A running thread has a place, with its cell, its handler and its copy of the
 * event; the limit is the number of places in use.
 *
 * @param <E> type of the events
 */
public final class TaskPerEventPool<E> implements HandlerPool<E> {

  private static final Logger LOG = LoggerFactory.getLogger(TaskPerEventPool.class);

  /** The dispatcher's place in the idle set, which has no other. */
  private static final int DISPATCHER = 0;

  private static final long STILLBORN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ThreadFactory threadFactory;
  private final PoolShared<E> shared;
  private final RingBuffer<E> ring;
  private final Sequence claimed;
  private final WakeOneWaitStrategy idleWorkers;
  private final StartTrouble trouble;
  private final Caretaker dispatcher;

  /** Guards closed, target, time, and the start of a task against both. */
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Tasks from before their thread starts. The dispatcher adds, under the lock; each task
   * subtracts, as its last act.
   */
  private final AtomicInteger running = new AtomicInteger();

  /** Tasks that ended without an event since the dispatcher last looked. They add, it takes. */
  private final AtomicInteger unused = new AtomicInteger();

  private final FreePlaces freePlaces;

  /**
   * What runs at each place. Its task has it while it runs; the free places hand it on, and in the
   * end to the dispatcher.
   */
  private final @Nullable EventBatch<E>[] batches;

  /** The thread at each place, set and cleared by itself. */
  private final AtomicReferenceArray<@Nullable Thread> threads;

  /** The first of those that have died and have still to tell of it. Guarded by the lock. */
  private @Nullable Task firstDead;

  /** Of tasks that there could be. Guarded by the lock. */
  private final WorkerTime time = new WorkerTime();

  /** Set by whoever resizes, under the lock; volatile for the dispatcher, which is woken then. */
  private volatile int target;

  /** Whether the dispatcher waits for a task to end. Pairs (Dekker) with {@link #running}. */
  private volatile boolean waitsForRoom;

  /** Guarded by the lock for writing; volatile for the dispatcher, which is woken then. */
  private volatile boolean closed;

  // What follows is confined to the dispatcher.

  private final SearchToken.Search search;

  /** The last event that a task was started for. */
  private long assigned = -1;

  /** Tasks whose thread was started and may not have come to run them yet. */
  private final List<Task> expected = new ArrayList<>();

  TaskPerEventPool(PoolSpec<E> spec, ThreadFactory threadFactory) {
    this.threadFactory = threadFactory;
    shared =
        PoolShared.create(spec, (made, slots, claims, withdrawals, waiting) -> null, () -> target);
    ring = shared.ring();
    claimed = shared.claimed();
    idleWorkers = shared.idleWorkers();
    search = idleWorkers.searchAt(DISPATCHER);
    trouble = shared.trouble();
    freePlaces = new FreePlaces(spec.maxWorkers());
    batches = newBatchArray(spec.maxWorkers());
    threads = new AtomicReferenceArray<>(spec.maxWorkers());
    dispatcher = new Caretaker(spec.name() + "-dispatcher", this::dispatch);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable EventBatch<E>[] newBatchArray(int length) {
    return new EventBatch[length];
  }

  @Override
  public String name() {
    return shared.spec().name();
  }

  @Override
  public RingBuffer<E> ring() {
    return ring;
  }

  @Override
  public PublishResult tryPublish(EventTranslator<? super E> translator) {
    return shared.publisher().tryPublish(translator);
  }

  @Override
  public PublishResult publish(EventTranslator<? super E> translator, Duration maxWait)
      throws InterruptedException {
    return shared.publisher().publish(translator, maxWait, this::isOwnThread);
  }

  @Override
  public void resizeTo(int workers) {
    shared.checkTarget(workers);
    StackRoom.require();
    if (!closed) {
      dispatcher.ensureStarted();
    }
    int before;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      before = target;
      target = workers;
      time.change(workers);
    } finally {
      lock.unlock();
    }
    trouble.retryNow();
    dispatcher.wake();
    Shielded.call(
        "flight recording", () -> PoolEvents.resized(name(), before, workers, effectiveWorkers()));
  }

  @Override
  public int maxWorkers() {
    return shared.cells().size();
  }

  @Override
  public int requestedWorkers() {
    return target;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public int effectiveWorkers() {
    return running.get();
  }

  @Override
  public long oldestWaitingNanos(ToLongFunction<? super E> ageNanos) {
    return shared.oldestWaitingNanos(ageNanos);
  }

  @Override
  public List<PoolWorker> workers() {
    List<PoolWorker> tasks = new ArrayList<>();
    for (int place = 0; place < threads.length(); place++) {
      Thread thread = threads.get(place);
      if (thread != null) {
        WorkerCell cell = shared.cells().get(place);
        WorkerFigures.State state =
            cell.isBusy() ? WorkerFigures.State.HANDLING : WorkerFigures.State.STARTING;
        tasks.add(PoolWorker.of(place, thread.getName(), state, cell));
      }
    }
    return tasks;
  }

  @Override
  public long workerNanos() {
    lock.lock();
    try {
      return time.sumNanos();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int busyWorkers() {
    return shared.busyWorkers();
  }

  @Override
  public Optional<StartFailure> startFailure() {
    return trouble.current();
  }

  @Override
  public boolean isOwnThread() {
    if (dispatcher.isCurrentThread()) {
      return true;
    }
    for (int place = 0; place < threads.length(); place++) {
      if (threads.get(place) == Thread.currentThread()) {
        return true;
      }
    }
    lock.lock();
    try {
      for (Task dead = firstDead; dead != null; dead = dead.nextDead) {
        if (dead.diedOn == Thread.currentThread()) {
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasDead() {
    lock.lock();
    try {
      return firstDead != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public PoolCounts counts() {
    return shared.counts();
  }

  @Override
  public long claimedSequence() {
    return claimed.get();
  }

  @Override
  public void close() {
    StackRoom.require();
    shared.publisher().close();
    lock.lock();
    try {
      closed = true;
      target = 0;
      time.change(0);
    } finally {
      lock.unlock();
    }
    dispatcher.wake();
  }

  @Override
  public void closeNow() {
    close();
    for (int place = 0; place < threads.length(); place++) {
      Thread thread = threads.get(place);
      if (thread != null) {
        Shielded.call("interrupting a task", thread::interrupt);
      }
    }
  }

  @Override
  public boolean killWorker(int place) {
    Thread thread = place >= 0 && place < threads.length() ? threads.get(place) : null;
    if (thread != null) {
      Shielded.call("interrupting a task", thread::interrupt);
    }
    return thread != null;
  }

  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    close();
    // The dispatcher goes last, once it has closed the handlers.
    return !isOwnThread() && Waits.until(dispatcher::isGone, timeout);
  }

  private void dispatch() {
    while (!closed) {
      try {
        dispatchNext();
      } catch (Throwable e) {
        // The JVM's own, such as no memory: what is to do now is to do after a while too.
        search.end();
        trouble.failed(e, () -> {});
      }
    }
    awaitEndOfTasks();
    for (EventBatch<E> batch : batches) {
      if (batch != null) {
        batch.closeHandler();
      }
    }
  }

  private void dispatchNext() {
    assigned -= unused.getAndSet(0);
    long waitNanos = trouble.nanosToWait();
    if (waitNanos > 0) {
      LockSupport.parkNanos(this, waitNanos);
      Thread.interrupted();
    } else if (running.get() >= target) {
      awaitRoom();
    } else if (ring.isAvailable(assigned + 1)) {
      startNext();
    } else {
      awaitEvent();
    }
  }

  private void startNext() {
    Task task = new Task();
    if (!mayRunOneMore()) {
      return;
    }
    task.place = freePlaces.take();
    assigned++;
    try {
      shared.gate().useFirst(roundedUp(freePlaces.end()));
      task.launch.makeThread(threadFactory);
      expected.add(task);
      task.launch.start();
    } catch (Throwable e) {
      // A thread may be running although its start has thrown.
      if (task.launch.giveUp()) {
        trouble.failed(e, task::endUnused);
      }
    }
    if (expected.size() > 2 * maxWorkers()) {
      expected.removeIf(Task::isSettled);
    }
  }

  /** Counts one task more, unless there are enough, or the pool is closed. */
  private boolean mayRunOneMore() {
    lock.lock();
    try {
      boolean may = running.get() < target;
      if (may) {
        running.incrementAndGet();
      }
      return may;
    } finally {
      lock.unlock();
    }
  }

  /** In steps of powers of two: the gate is to be told seldom. */
  private int roundedUp(int places) {
    int power = Integer.highestOneBit(places);
    return Math.min(maxWorkers(), power == places ? places : 2 * power);
  }

  private void awaitRoom() {
    waitsForRoom = true;
    while (running.get() >= target && !closed) {
      park();
    }
    waitsForRoom = false;
  }

  private void awaitEndOfTasks() {
    waitsForRoom = true;
    while (running.get() > 0 || hasDead()) {
      park();
    }
  }

  private void awaitEvent() {
    search.settle();
    int looks = 0;
    while (!ring.isAvailable(assigned + 1)
        && running.get() < target
        && unused.get() == 0
        && !closed
        && search.isIdle()) {
      if (ring.getCursor() > assigned) {
        WakeOneWaitStrategy.awaitPublication(this, looks++);
        Thread.interrupted();
      } else {
        park();
      }
    }
    // There is nobody else to wake.
    search.end();
  }

  /** Parks until woken, and not for long while there are threads that may never run their task. */
  private void park() {
    expected.removeIf(Task::isSettled);
    if (expected.isEmpty()) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, STILLBORN_POLL_NANOS);
    }
    Thread.interrupted();
  }

  /** What the thread of one event does. */
  private final class Task implements Runnable {

    private final Launch launch = new Launch(this);

    /** Set before the thread starts. */
    private int place;

    /** Set if it dies, while it has still to tell of it. Guarded by the lock. */
    private @Nullable Thread diedOn;

    /** The next of these. Chained, as who dies may have no memory. Guarded by the lock. */
    private @Nullable Task nextDead;

    boolean isSettled() {
      if (launch.isStillborn()) {
        trouble.failed(
            new IllegalStateException("a thread ended before it ran its event"), this::endUnused);
      }
      return launch.isDecided();
    }

    @Override
    public void run() {
      threads.set(place, Thread.currentThread());
      if (closed) {
        endUnused();
        return;
      }
      EventBatch<E> batch = batches[place];
      if (batch == null) {
        try {
          batch = new EventBatch<>(place, shared, () -> false);
        } catch (Throwable e) {
          trouble.failed(e, this::endUnused);
          return;
        }
        batches[place] = batch;
      }
      trouble.succeeded();
      try {
        if (closed || !claimNext(batch)) {
          endUnused();
          return;
        }
        batch.process();
        end();
      } catch (Throwable e) {
        die(batch, e);
      }
    }

    /** As a worker does it. There is an event for each task; nobody else claims. */
    private boolean claimNext(EventBatch<E> batch) {
      Sequence held = shared.cells().get(place).held;
      long last = claimed.get();
      while (ring.isAvailable(last + 1)) {
        held.set(last);
        if (claimed.compareAndSet(last, last + 1)) {
          batch.begin(last + 1, last + 1);
          return true;
        }
        last = claimed.get();
      }
      held.set(WorkerCell.FREE);
      return false;
    }

    private void die(EventBatch<E> batch, Throwable death) {
      // Its place is handed on with what it holds; a new batch takes over, for the listener has
      // still to be told what the old one held.
      batches[place] = null;
      joinTheDead();
      try {
        try {
          batch.abandon(death);
        } finally {
          end();
        }
        Shielded.log(() -> LOG.error("The thread of an event died", death));
        batch.tellOfAbandoned();
        batch.closeHandler();
      } finally {
        leaveTheDead();
        dispatcher.wake();
      }
    }

    /** From before it has given its place away: a close is to wait for it. */
    private void joinTheDead() {
      lock.lock();
      try {
        diedOn = Thread.currentThread();
        nextDead = firstDead;
        firstDead = this;
      } finally {
        lock.unlock();
      }
    }

    private void leaveTheDead() {
      lock.lock();
      try {
        Task before = null;
        for (Task dead = firstDead; dead != null && dead != this; dead = dead.nextDead) {
          before = dead;
        }
        if (before == null) {
          firstDead = nextDead;
        } else {
          before.nextDead = nextDead;
        }
      } finally {
        lock.unlock();
      }
    }

    private void endUnused() {
      unused.incrementAndGet();
      end();
      dispatcher.wake();
    }

    private void end() {
      threads.set(place, null);
      freePlaces.giveBack(place);
      running.decrementAndGet();
      if (waitsForRoom) {
        dispatcher.wake();
      }
    }
  }
}
