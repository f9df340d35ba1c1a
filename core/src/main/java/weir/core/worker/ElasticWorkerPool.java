package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Competing consumers on a multi-producer Disruptor ring, whose number can be changed at any
 * moment. The successor of Disruptor 3's WorkerPool.
 *
 * @param <E> type of the events
 */
public final class ElasticWorkerPool<E> implements HandlerPool<E> {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticWorkerPool.class);

  private final WorkHandlerFactory<E> handlers;
  private final ThreadFactory threadFactory;
  private final PoolShared<E> shared;

  /** Guards target, closed, and who works at which place. Never held while a handler runs. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The last worker of each place. Guarded by the lock. */
  private final @Nullable Worker<E>[] workers;

  /** Guarded by the lock for writing; volatile for readers. */
  private volatile int target;

  /** Guarded by the lock. */
  private boolean closed;

  ElasticWorkerPool(PoolBuilder<E> builder, ThreadFactory threadFactory) {
    this.threadFactory = threadFactory;
    handlers = builder.handlers;
    workers = newWorkerArray(builder.maxWorkers);
    shared = PoolShared.create(builder, builder.maxBatch, () -> target);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable Worker<E>[] newWorkerArray(int length) {
    return new Worker[length];
  }

  /**
   * Starts the description of a pool; {@link PoolBuilder#buildWorkers()} ends it.
   *
   * @param eventFactory makes the ring's preallocated events, and one more for each worker
   * @param transfer moves the content of one event to another
   * @param handlers makes a handler for each worker
   * @param <E> type of the events
   * @return a builder with its defaults
   */
  public static <E> PoolBuilder<E> builder(
      EventFactory<E> eventFactory, SlotTransfer<E> transfer, WorkHandlerFactory<E> handlers) {
    return new PoolBuilder<>(eventFactory, transfer, handlers);
  }

  @Override
  public RingBuffer<E> ring() {
    return shared.ring();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Parked workers leave first. A worker asked to leave handles nothing more after its current
   * events, but stays for 5 ms: it is kept when the target rises again, before a new one is
   * started.
   */
  @Override
  public void resizeTo(int workers) {
    shared.checkTarget(workers);
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      PoolEvents.resized(target, workers, liveWorkers());
      target = workers;
      approachTarget();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int maxWorkers() {
    return workers.length;
  }

  @Override
  public int requestedWorkers() {
    return target;
  }

  @Override
  public int effectiveWorkers() {
    lock.lock();
    try {
      return liveWorkers();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public PoolCounts counts() {
    return shared.counts();
  }

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
    Worker<E> worker = new Worker<>(index, shared, handlers.create(index), this::workerLeft);
    Thread thread = threadFactory.newThread(worker);
    if (thread == null) {
      throw new IllegalStateException("the thread factory refused to make a worker's thread");
    }
    shared.gate().useCell(index);
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
    } catch (RuntimeException | Error e) {
      LOG.error("Worker {} can't be replaced before the next resize", worker.index(), e);
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
}
