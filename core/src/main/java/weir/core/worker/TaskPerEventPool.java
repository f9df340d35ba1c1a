package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a thread for each event, with a live limit on how many run at once: the counterpart of
 * GenStage's ConsumerSupervisor. Made for virtual threads.
 *
 * <p>One dispatcher claims the events in order and starts their threads. A running event has a
 * place, with its cell, its handler and its copy of the event, as a worker has in an {@link
 * ElasticWorkerPool}; the limit is the number of places in use.
 *
 * @param <E> type of the events
 */
public final class TaskPerEventPool<E> implements HandlerPool<E> {

  private static final Logger LOG = LoggerFactory.getLogger(TaskPerEventPool.class);

  /** The dispatcher's place in the idle set; as the only claimer, it has no other. */
  private static final int DISPATCHER = 0;

  private final WorkHandlerFactory<E> handlers;
  private final ThreadFactory threadFactory;
  private final PoolShared<E> shared;
  private final Sequence claimed;
  private final WakeOneWaitStrategy idle;
  private final Thread dispatcher = new Thread(this::dispatch, "weir-dispatcher");

  /** Guards closed and the start of the dispatcher. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Events running now. The dispatcher adds; each task subtracts, as its last act. */
  private final AtomicInteger running = new AtomicInteger();

  /** Places that no event has. Its lock hands a place, and what it holds, from task to task. */
  private final FreePlaces freePlaces;

  /** What runs at each place. Confined to the dispatcher; a place's task has it while it runs. */
  private final @Nullable EventBatch<E>[] batches;

  /**
   * Set by whoever resizes, under the lock; volatile for the dispatcher, which is unparked then.
   */
  private volatile int target;

  /** Whether the dispatcher waits for a task to end. Pairs (Dekker) with {@link #running}. */
  private volatile boolean waitsForRoom;

  /** Guarded by the lock for writing; volatile for the dispatcher, which is unparked then. */
  private volatile boolean closed;

  TaskPerEventPool(PoolBuilder<E> builder, ThreadFactory threadFactory) {
    this.threadFactory = threadFactory;
    handlers = builder.handlers;
    shared = PoolShared.create(builder, 1, () -> target);
    claimed = shared.claimed();
    idle = shared.idleWorkers();
    shared.gate().useCell(builder.maxWorkers - 1);
    freePlaces = new FreePlaces(builder.maxWorkers);
    batches = newBatchArray(builder.maxWorkers);
    dispatcher.setDaemon(true);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> @Nullable EventBatch<E>[] newBatchArray(int length) {
    return new EventBatch[length];
  }

  @Override
  public RingBuffer<E> ring() {
    return shared.ring();
  }

  @Override
  public void resizeTo(int workers) {
    shared.checkTarget(workers);
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the pool is closed and can't be resized");
      }
      PoolEvents.resized(target, workers, running.get());
      target = workers;
      if (dispatcher.getState() == Thread.State.NEW) {
        dispatcher.start();
      }
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(dispatcher);
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
  public int effectiveWorkers() {
    return running.get();
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
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(dispatcher);
  }

  private void dispatch() {
    while (!closed) {
      if (running.get() >= target) {
        awaitRoom();
      } else if (shared.hasWork()) {
        startNext();
      } else {
        awaitEvent();
      }
    }
  }

  private void startNext() {
    int place = freePlaces.take();
    EventBatch<E> batch = batchAt(place);
    long last = claimed.get();
    running.incrementAndGet();
    // Announced before the claim, as a worker does: the task frees the slot once it has copied it.
    shared.cells().get(place).held.set(last);
    claimed.set(last + 1);
    try {
      Thread thread = threadFactory.newThread(() -> run(batch, place, last + 1));
      if (thread == null) {
        throw new IllegalStateException("the thread factory refused to make an event's thread");
      }
      thread.start();
    } catch (Throwable e) {
      LOG.error("No thread for event {}: it counts as failed", last + 1, e);
      batch.abandonUntouched(last + 1, e);
      free(place);
    }
  }

  private EventBatch<E> batchAt(int place) {
    EventBatch<E> batch = batches[place];
    if (batch == null) {
      try {
        batch = new EventBatch<>(place, shared, handlers.create(place));
        batches[place] = batch;
      } catch (Throwable e) {
        // An Error too must not end the dispatcher. The event fails with it; the next one at this
        // place asks again.
        batch = new EventBatch<>(place, shared, event -> rethrow(e));
      }
    }
    return batch;
  }

  private static void rethrow(Throwable failure) {
    throw new IllegalStateException("the handler factory failed", failure);
  }

  private void run(EventBatch<E> batch, int place, long sequence) {
    try {
      batch.process(sequence, sequence);
    } catch (Throwable e) {
      LOG.error("The thread of event {} died", sequence, e);
      batch.abandon(e);
    } finally {
      free(place);
    }
  }

  private void free(int place) {
    freePlaces.giveBack(place);
    running.decrementAndGet();
    if (waitsForRoom) {
      LockSupport.unpark(dispatcher);
    }
  }

  private void awaitRoom() {
    waitsForRoom = true;
    while (running.get() >= target && !closed) {
      LockSupport.park(this);
      Thread.interrupted();
    }
    waitsForRoom = false;
  }

  private void awaitEvent() {
    idle.enterIdle(DISPATCHER);
    int looks = 0;
    while (!shared.hasWork() && running.get() < target && !closed && idle.isIdle(DISPATCHER)) {
      if (shared.hasReserved()) {
        WakeOneWaitStrategy.awaitPublication(this, looks++);
      } else {
        LockSupport.park(this);
      }
      Thread.interrupted();
    }
    if (!idle.leaveIdle(DISPATCHER)) {
      // The token came with the wake-up. There is nobody else to wake.
      idle.giveBackToken();
    }
  }

  /** Places that no event has, the last given back first. Thread-safe. */
  private static final class FreePlaces {
    private final int[] places;
    private int count;

    FreePlaces(int size) {
      places = new int[size];
      count = size;
      Arrays.setAll(places, index -> size - 1 - index);
    }

    synchronized int take() {
      return places[--count];
    }

    synchronized void giveBack(int place) {
      places[count++] = place;
    }
  }
}
