package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import weir.core.fault.StackRoom;

/**
 * Competing consumers on a multi-producer Disruptor ring, whose number can be changed at any
 * moment. The successor of Disruptor 3's WorkerPool.
 *
 * @param <E> type of the events
 */
public final class ElasticWorkerPool<E> implements HandlerPool<E> {

  private final PoolShared<E> shared;
  private final Steward<E> steward;

  /**
   * Guards target, closed, and who works at which place. Never held while anything runs that is not
   * the pool's own.
   */
  private final ReentrantLock lock = new ReentrantLock();

  /** The last worker of each place, from before its thread starts. Guarded by the lock. */
  private final @Nullable Worker<E>[] workers;

  /** Guarded by the lock for writing; volatile for readers. */
  private volatile int target;

  /** Guarded by the lock for writing; volatile for the steward. */
  private volatile boolean closed;

  ElasticWorkerPool(PoolBuilder<E> builder, ThreadFactory threadFactory) {
    workers = newWorkerArray(builder.maxWorkers);
    shared = PoolShared.create(builder, builder.maxBatch, () -> target);
    steward = new Steward<>(this, builder.name, threadFactory, shared.trouble());
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
  public String name() {
    return shared.name();
  }

  @Override
  public void requireRoomToPublish() {
    shared.idleWorkers().requireRoomToPublish();
  }

  @Override
  public RingBuffer<E> ring() {
    return shared.ring();
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
    StackRoom.requireToWake();
    steward.prepare();
    int before;
    int live;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      before = target;
      live = liveWorkers();
      target = workers;
      approachTarget();
    } finally {
      lock.unlock();
    }
    steward.retryNow();
    Shielded.call("flight recording", () -> PoolEvents.resized(name(), before, workers, live));
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
  public Optional<KeyBacklog> keyBacklog() {
    return Optional.ofNullable(shared.order()).map(KeyOrder::backlog);
  }

  @Override
  public int busyWorkers() {
    return shared.busyWorkers();
  }

  @Override
  public Optional<StartFailure> startFailure() {
    return shared.trouble().current();
  }

  @Override
  public boolean isOwnThread() {
    if (steward.isCurrentThread()) {
      return true;
    }
    for (Worker<E> worker : livingWorkers()) {
      if (worker.isCurrentThread()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    StackRoom.requireToWake();
    shared.publisher().close();
    lock.lock();
    try {
      closed = true;
      target = 0;
      approachTarget();
    } finally {
      lock.unlock();
    }
    steward.wake();
  }

  @Override
  public void closeNow() {
    close();
    livingWorkers().forEach(Worker::interrupt);
  }

  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    close();
    return !isOwnThread() && Waits.until(() -> effectiveWorkers() == 0, timeout);
  }

  boolean isClosed() {
    return closed;
  }

  /** A worker to start, at a place that has none; null if there is none to start. */
  @Nullable Worker<E> nextToStart() {
    lock.lock();
    try {
      int place = approachTarget() < target ? vacantPlace() : -1;
      return place < 0 ? null : new Worker<>(place, shared, this::workerChanged);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a worker its place, unless it is not wanted any more. Its thread may start then. */
  boolean admit(Worker<E> worker) {
    lock.lock();
    try {
      // Never true once the pool is closed: its target is 0 then.
      boolean wanted = approachTarget() < target;
      if (wanted) {
        workers[worker.index()] = worker;
        shared.gate().useCell(worker.index());
      }
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  private void workerChanged(Worker<E> worker) {
    lock.lock();
    try {
      int place = worker.index();
      if (workers[place] == worker && worker.state() == Worker.State.EXITED) {
        workers[place] = null;
        shared.gate().leaveCell(place);
      }
    } finally {
      lock.unlock();
    }
    steward.wake();
  }

  /**
   * Calls workers back or asks them to leave, as far as that brings the pool to its target. Called
   * under the lock.
   *
   * @return the workers that are there to stay
   */
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

  private int vacantPlace() {
    for (int index = 0; index < workers.length; index++) {
      if (workers[index] == null) {
        return index;
      }
    }
    return -1;
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

  private List<Worker<E>> livingWorkers() {
    lock.lock();
    try {
      List<Worker<E>> living = new ArrayList<>();
      for (Worker<E> worker : workers) {
        if (worker != null) {
          living.add(worker);
        }
      }
      return living;
    } finally {
      lock.unlock();
    }
  }
}
