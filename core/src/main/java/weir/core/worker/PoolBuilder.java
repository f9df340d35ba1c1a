package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.Sequence;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes a pool, and makes it in one of two ways: workers that live on, or a task for each
 * event. The defaults are a ring of 1,024 slots, at most 64 workers, single claims, and daemon
 * threads (for tasks: virtual ones where Java has them).
 *
 * @param <E> type of the events
 */
public final class PoolBuilder<E> {

  private static final Logger LOG = LoggerFactory.getLogger(PoolBuilder.class);

  private final EventFactory<E> eventFactory;
  private final SlotTransfer<E> transfer;
  private final WorkHandlerFactory<E> handlers;
  private int ringSize = 1024;
  private int maxWorkers = 64;
  private int maxBatch = 1;

  /**
   * How long a worker that may leave waits for the target to rise again: starting a thread costs
   * more than keeping one asleep. Tests of leaving set it to 0.
   */
  long lingerNanos = 5_000_000;

  private BiFunction<Sequence, List<WorkerCell>, PoolGate> gates = PoolGate::new;

  /** For tests of a worker's death: cells that fail. */
  Supplier<WorkerCell> cells = WorkerCell::new;

  /** For tests of the tests: queues and orders that are wrong on purpose. */
  Supplier<KeyQueue<E>> keyQueues = KeyQueue::new;

  KeyOrder.Maker<E> orders = KeyOrder::new;

  private @Nullable ToLongFunction<? super E> keyOf;
  private int maxWaitingBehindKeys;

  private String name = "weir";
  private @Nullable EventHook<? super E> hook;
  private @Nullable ThreadFactory threadFactory;
  private FailureListener<? super E> failureListener =
      (workerIndex, sequence, event, failure) ->
          LOG.warn("Worker {} failed to handle event {}", workerIndex, sequence, failure);

  /**
   * Starts a description.
   *
   * @param eventFactory makes the ring's preallocated events, and one more for each worker
   * @param transfer moves the content of one event to another
   * @param handlers makes a handler for each worker
   */
  public PoolBuilder(
      EventFactory<E> eventFactory, SlotTransfer<E> transfer, WorkHandlerFactory<E> handlers) {
    this.eventFactory = there(eventFactory, "an event factory");
    this.transfer = there(transfer, "a transfer out of its slots");
    this.handlers = there(handlers, "a handler factory");
  }

  /** Said by who makes the mistake, and not by each worker at each attempt to start it. */
  private static <T> T there(T given, String what) {
    return Objects.requireNonNull(given, () -> "a pool needs " + what + ", and null is none");
  }

  /**
   * Sets the number of slots.
   *
   * @param slots a power of two
   * @return this
   */
  public PoolBuilder<E> ringSize(int slots) {
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
  public PoolBuilder<E> maxWorkers(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("max workers must be 1 or more, and " + limit + " is not");
    }
    maxWorkers = limit;
    return this;
  }

  /**
   * Sets how many events a worker may claim at once. More than one pays where handlers take
   * microseconds: claims are saved. The price is that events once claimed wait for their worker,
   * although others may be idle or be added meanwhile. A worker claims more than one only while its
   * batches take less than 50 µs and its share of the backlog is larger. A task per event always
   * claims one.
   *
   * @param events 1 or more; more than the ring has slots are as many as it has
   * @return this
   */
  public PoolBuilder<E> maxBatch(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("max batch must be 1 or more, and " + events + " is not");
    }
    maxBatch = events;
    return this;
  }

  /**
   * Orders the pool by key: events of one key are handled one after the other, in their order of
   * publication, by whatever worker; events of different keys at once, as ever. An event starts
   * when the one before it has ended, completed or failed, and the failure listener has returned.
   *
   * <p>A key is a number, so that no object is made or kept for it and nothing of the user's
   * compares it. For other keys take a hash: events whose keys share one are handled one after the
   * other too.
   *
   * <p>An event that meets its key busy leaves the ring and waits; see {@link
   * #maxWaitingBehindKeys(int)} and {@link HandlerPool#keyBacklog()}.
   *
   * @param keyFunction tells the key of an event that was moved out of its slot. It has to be
   *     quick: workers wait for each other while they ask for a key, since nothing can be started
   *     after an event whose key is not known. If it throws, the event counts as failed.
   * @return this
   */
  public PoolBuilder<E> ordered(ToLongFunction<? super E> keyFunction) {
    keyOf = there(keyFunction, "a key function");
    return this;
  }

  /**
   * Sets how many events can wait behind busy keys, in all, in an {@linkplain #ordered ordered}
   * pool. The event factory is asked for as many more events. At the limit nothing leaves the ring
   * until one of them is handled, and publishers meet a full ring in the end: a key that is stuck
   * then holds up all others. The default is the size of the ring.
   *
   * @param events 1 or more
   * @return this
   */
  public PoolBuilder<E> maxWaitingBehindKeys(int events) {
    if (events < 1) {
      throw new IllegalArgumentException(
          "max waiting behind keys must be 1 or more, and " + events + " is not");
    }
    maxWaitingBehindKeys = events;
    return this;
  }

  /**
   * Names the pool, in metrics, in flight recordings, and its threads: they are called {@code
   * NAME-worker-1} or {@code NAME-task-1} and so on (unless a {@link #threadFactory} names them),
   * {@code NAME-steward} and {@code NAME-dispatcher}. The default is {@code weir}.
   *
   * @param poolName what to call it
   * @return this
   */
  public PoolBuilder<E> name(String poolName) {
    name = there(poolName, "a name");
    return this;
  }

  /**
   * Sets what makes the threads, platform or virtual. It is called by one thread at a time, which
   * is the pool's own: what threads inherit from their maker, they inherit from that. A factory
   * that throws, that returns null or whose threads do not start is asked again after a while; see
   * {@link HandlerPool#startFailure()}.
   *
   * @param factory makes a thread for each worker, or each event
   * @return this
   */
  public PoolBuilder<E> threadFactory(ThreadFactory factory) {
    threadFactory = there(factory, "a thread factory");
    return this;
  }

  /**
   * Sets who is told of handler failures; the default logs each as a warning. Whatever the listener
   * throws is logged, and the worker goes on.
   *
   * @param listener told of each failure
   * @return this
   */
  public PoolBuilder<E> failureListener(FailureListener<? super E> listener) {
    failureListener = there(listener, "a failure listener");
    return this;
  }

  /**
   * Sets what is called before and after the handler, for each event: to fill a logger's context,
   * to trace, to time. A pool without a hook, as by default, spends nothing on it.
   *
   * @param eventHook called by all workers
   * @return this
   */
  public PoolBuilder<E> hook(EventHook<? super E> eventHook) {
    hook = there(eventHook, "a hook");
    return this;
  }

  /**
   * Makes a pool of workers that take one event after the other.
   *
   * @return a pool without a worker
   */
  public ElasticWorkerPool<E> buildWorkers() {
    return new ElasticWorkerPool<>(
        spec(maxBatch),
        orderMaker(),
        threadFactory == null ? new NamedThreads(name + "-worker-") : threadFactory);
  }

  /**
   * Makes a pool that starts a thread for each event.
   *
   * @return a pool with a limit of 0 events at once
   * @throws IllegalStateException if the pool is to be {@linkplain #ordered ordered}
   */
  public TaskPerEventPool<E> buildTaskPerEvent() {
    if (keyOf != null) {
      throw new IllegalStateException(
          "a pool with a thread for each event can't be ordered by key, as threads would be started"
              + " only to wait for each other: use buildWorkers(), with a thread factory of virtual"
              + " threads if you like");
    }
    return new TaskPerEventPool<>(
        spec(1), threadFactory == null ? VirtualThreads.orDaemons(name + "-task-") : threadFactory);
  }

  /** What was said so far, with another bound of claims. */
  PoolSpec<E> spec(int batch) {
    return new PoolSpec<>(
        name,
        ringSize,
        maxWorkers,
        // There are no more events to claim, and each worker makes as many of its own.
        Math.min(batch, ringSize),
        lingerNanos,
        maxWaitingBehindKeys > 0 ? maxWaitingBehindKeys : ringSize,
        eventFactory,
        transfer,
        handlers,
        failureListener,
        hook,
        gates,
        cells,
        keyQueues);
  }

  /** Makes what orders the pool, or null. */
  PoolShared.OrderMaker<E> orderMaker() {
    ToLongFunction<? super E> key = keyOf;
    return (spec, ring, claimed, withdrawals, idleWorkers) ->
        key == null ? null : orders.make(spec, key, ring, claimed, withdrawals, idleWorkers);
  }

  /** For tests of the tests: a pool with another gate, one that is wrong on purpose. */
  PoolBuilder<E> gate(BiFunction<Sequence, List<WorkerCell>, PoolGate> gateFactory) {
    gates = gateFactory;
    return this;
  }
}
