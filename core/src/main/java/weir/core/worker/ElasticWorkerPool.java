package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Competing consumers on a multi-producer Disruptor ring, whose number can be changed at any
 * moment.
 *
 * <p>Every published event is handled by exactly one worker, whatever the resizes. A worker claims
 * only what is published, copies it out of the slot and frees the slot before it handles the event:
 * a slow or stuck handler holds up neither publishers nor other workers.
 *
 * <p>The pool makes its own ring, because the ring's wait strategy and gating sequence are parts of
 * the algorithm. Publish to {@link #ring()} with any of Disruptor's {@code tryPublish…} methods.
 * ({@code next()} and {@code publishEvent} work too, but while they wait in a full ring, {@link
 * PoolCounts#reserved()} already counts them.)
 *
 * <p>A pool starts with no worker; {@link #resizeTo} starts the first. All methods are thread-safe.
 *
 * @param <E> type of the events
 */
public final class ElasticWorkerPool<E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticWorkerPool.class);

  private static final long POLL_NANOS = 500_000;
  private static final int COHERENT_READ_TRIES = 64;

  private final WorkHandlerFactory<E> handlers;
  private final ThreadFactory threadFactory;
  private final PoolShared<E> shared;
  private final PoolGate gate;

  /** Guards target, closed, and who works at which place. Never held while a handler runs. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The last worker of each place. Guarded by the lock. */
  private final @Nullable Worker<E>[] workers;

  /** Guarded by the lock for writing; volatile for readers. */
  private volatile int target;

  /** Guarded by the lock for writing; volatile for readers. */
  private volatile boolean closed;

  private ElasticWorkerPool(Builder<E> builder) {
    handlers = builder.handlers;
    threadFactory = builder.threadFactory;
    workers = newWorkerArray(builder.maxWorkers);
    WakeOneWaitStrategy idleWorkers = new WakeOneWaitStrategy(builder.maxWorkers);
    List<WorkerCell> cells = Stream.generate(WorkerCell::new).limit(builder.maxWorkers).toList();
    shared =
        new PoolShared<>(
            RingBuffer.createMultiProducer(builder.eventFactory, builder.ringSize, idleWorkers),
            new Sequence(),
            cells,
            idleWorkers,
            builder.eventFactory,
            builder.transfer,
            builder.maxBatch,
            () -> target,
            guarded(builder.failureListener),
            this::workerLeft);
    gate = builder.gates.apply(shared.claimed(), cells);
    shared.ring().addGatingSequences(gate);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable Worker<E>[] newWorkerArray(int length) {
    return new Worker[length];
  }

  /**
   * Starts the description of a pool.
   *
   * @param eventFactory makes the ring's preallocated events, and one more for each worker
   * @param transfer moves the content of one event to another
   * @param handlers makes a handler for each worker
   * @param <E> type of the events
   * @return a builder with a ring of 1,024 slots and at most 64 workers on daemon threads
   */
  public static <E> Builder<E> builder(
      EventFactory<E> eventFactory, SlotTransfer<E> transfer, WorkHandlerFactory<E> handlers) {
    return new Builder<>(eventFactory, transfer, handlers);
  }

  /**
   * The ring to publish to.
   *
   * @return the ring, gated by this pool
   */
  public RingBuffer<E> ring() {
    return shared.ring();
  }

  /**
   * Sets the target number of workers and returns at once. Workers that are to leave finish the
   * event they are at; parked ones leave first. A worker asked to leave that has not yet left is
   * kept when the target rises again, before a new one is started.
   *
   * @param workers the new target, from 0 (a pause: nothing is handled, nothing is lost) to {@link
   *     #maxWorkers()}
   * @throws IllegalArgumentException if the target is out of range; nothing changes
   * @throws IllegalStateException if the pool is closed
   */
  public void resizeTo(int workers) {
    if (workers < 0 || workers > maxWorkers()) {
      throw new IllegalArgumentException(
          "workers must be between 0 and " + maxWorkers() + ", and " + workers + " is not");
    }
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      target = workers;
      approachTarget();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Upper limit of a resize.
   *
   * @return the limit that the pool was built with
   */
  public int maxWorkers() {
    return workers.length;
  }

  /**
   * Target of the last resize.
   *
   * @return the workers asked for
   */
  public int requestedWorkers() {
    return target;
  }

  /**
   * Workers that are alive now, including those that leave after their current event.
   *
   * @return the workers there are
   */
  public int effectiveWorkers() {
    lock.lock();
    try {
      return liveWorkers();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts every event once. No figure is negative, and {@code claimed = completed + failed +
   * skipped + inFlight} by construction. The figures are those of one moment, unless claims come so
   * fast that no moment can be caught; then the later ones of them are microseconds ahead.
   *
   * @return the counts
   */
  public PoolCounts counts() {
    PoolCounts counts;
    int tries = 0;
    long claimedBefore;
    do {
      claimedBefore = shared.claimed().get();
      counts = readCounts();
      tries++;
    } while (shared.claimed().get() != claimedBefore && tries < COHERENT_READ_TRIES);
    return counts;
  }

  /** Ended events first, then claims, then the cursor: each can only be ahead of the one before. */
  private PoolCounts readCounts() {
    long completed = 0;
    long failed = 0;
    long skipped = 0;
    for (WorkerCell cell : shared.cells()) {
      completed += cell.completed.get();
      failed += cell.failed.get();
      skipped += cell.skipped.get();
    }
    long claimedCount = shared.claimed().get() + 1;
    return new PoolCounts(shared.ring().getCursor() + 1, claimedCount, completed, failed, skipped);
  }

  /**
   * Waits until every event published so far has ended, for as long as there are workers to do it.
   * Publishers should have stopped.
   *
   * @param timeout how long to wait at most
   * @return true if nothing is left; false at the timeout, or at once if the pool has no worker
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitDrained(Duration timeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    long timeoutNanos = timeout.toNanos();
    while (true) {
      PoolCounts counts = counts();
      if (counts.backlog() == 0 && counts.inFlight() == 0) {
        return true;
      }
      boolean paused = target == 0 && effectiveWorkers() == 0;
      if (paused || System.nanoTime() - startNanos >= timeoutNanos) {
        return false;
      }
      pause();
    }
  }

  /**
   * Lets every worker leave after its current event, and waits for that. Events that no worker has
   * claimed stay in the ring. Idempotent.
   *
   * @param timeout how long to wait at most; a worker stuck in its handler is left behind
   * @return true if all workers have left
   * @throws InterruptedException if the calling thread is interrupted; the workers leave all the
   *     same
   */
  public boolean close(Duration timeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    close();
    while (effectiveWorkers() > 0) {
      if (System.nanoTime() - startNanos >= timeout.toNanos()) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Lets every worker leave after its current event, and does not wait for that. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      target = 0;
      approachTarget();
    } finally {
      lock.unlock();
    }
  }

  private static void pause() throws InterruptedException {
    LockSupport.parkNanos(POLL_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Called under the lock. */
  private void approachTarget() {
    int active = 0;
    for (Worker<E> worker : workers) {
      if (worker != null && worker.state() == Worker.State.ACTIVE) {
        active++;
      }
    }
    active = reactivateRetiring(active);
    active = startNew(active);
    active = retire(active, true);
    retire(active, false);
  }

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

  private int startNew(int active) {
    int now = active;
    for (int index = 0; index < workers.length && now < target; index++) {
      Worker<E> worker = workers[index];
      if (worker == null || worker.state() == Worker.State.EXITED) {
        start(index);
        now++;
      }
    }
    return now;
  }

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

  private void start(int index) {
    Worker<E> worker = new Worker<>(index, shared, handlers.create(index));
    Thread thread = threadFactory.newThread(worker);
    if (thread == null) {
      throw new IllegalStateException("the thread factory refused to make a worker's thread");
    }
    gate.useCell(index);
    worker.startOn(thread);
    workers[index] = worker;
  }

  private void workerLeft(Worker<E> worker, @Nullable Throwable death) {
    if (death == null) {
      return;
    }
    LOG.error("Worker {} died and is replaced", worker.index(), death);
    lock.lock();
    try {
      approachTarget();
    } finally {
      lock.unlock();
    }
  }

  private int liveWorkers() {
    int live = 0;
    for (Worker<E> worker : workers) {
      if (worker != null && worker.state() != Worker.State.EXITED) {
        live++;
      }
    }
    return live;
  }

  private static FailureListener guarded(FailureListener listener) {
    return (workerIndex, sequence, failure) -> {
      try {
        listener.onFailure(workerIndex, sequence, failure);
      } catch (Exception e) {
        LOG.error("The failure listener itself failed on event {}", sequence, e);
      }
    };
  }

  /**
   * Describes a pool.
   *
   * @param <E> type of the events
   */
  public static final class Builder<E> {

    private final EventFactory<E> eventFactory;
    private final SlotTransfer<E> transfer;
    private final WorkHandlerFactory<E> handlers;
    private int ringSize = 1024;
    private int maxWorkers = 64;
    private int maxBatch = 1;
    private ThreadFactory threadFactory = new NamedThreads("weir-worker-");
    private BiFunction<Sequence, List<WorkerCell>, PoolGate> gates = PoolGate::new;
    private FailureListener failureListener =
        (workerIndex, sequence, failure) ->
            LOG.warn("Worker {} failed to handle event {}", workerIndex, sequence, failure);

    private Builder(
        EventFactory<E> eventFactory, SlotTransfer<E> transfer, WorkHandlerFactory<E> handlers) {
      this.eventFactory = eventFactory;
      this.transfer = transfer;
      this.handlers = handlers;
    }

    /**
     * Sets the number of slots.
     *
     * @param slots a power of two
     * @return this
     */
    public Builder<E> ringSize(int slots) {
      if (Integer.bitCount(slots) != 1 || slots < 1) {
        throw new IllegalArgumentException(
            "ring size must be a power of two, and " + slots + " is not");
      }
      ringSize = slots;
      return this;
    }

    /**
     * Sets the upper limit of a resize.
     *
     * @param limit 1 or more
     * @return this
     */
    public Builder<E> maxWorkers(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException(
            "max workers must be 1 or more, and " + limit + " is not");
      }
      maxWorkers = limit;
      return this;
    }

    /**
     * Sets how many events a worker may claim at once. More than one pays where handlers take
     * microseconds: claims are saved. The price is that events once claimed wait for their worker,
     * although others may be idle or be added meanwhile. A worker claims more than one only while
     * its batches take less than 50 µs and its share of the backlog is larger.
     *
     * @param events 1 or more; the default is 1
     * @return this
     */
    public Builder<E> maxBatch(int events) {
      if (events < 1) {
        throw new IllegalArgumentException(
            "max batch must be 1 or more, and " + events + " is not");
      }
      maxBatch = events;
      return this;
    }

    /**
     * Sets what makes the workers' threads, platform or virtual.
     *
     * @param factory makes a thread for each worker that starts
     * @return this
     */
    public Builder<E> threadFactory(ThreadFactory factory) {
      threadFactory = factory;
      return this;
    }

    /**
     * Sets who is told of handler failures; the default logs each as a warning.
     *
     * @param listener told of each failure
     * @return this
     */
    public Builder<E> failureListener(FailureListener listener) {
      failureListener = listener;
      return this;
    }

    /** For tests of the tests: a pool with another gate, one that is wrong on purpose. */
    Builder<E> gate(BiFunction<Sequence, List<WorkerCell>, PoolGate> gateFactory) {
      gates = gateFactory;
      return this;
    }

    /**
     * Makes the pool and its ring.
     *
     * @return a pool without a worker
     */
    public ElasticWorkerPool<E> build() {
      return new ElasticWorkerPool<>(this);
    }
  }
}
