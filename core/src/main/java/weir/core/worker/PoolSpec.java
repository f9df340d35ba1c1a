package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.Sequence;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pool is to be, as its builder was told.
 *
 * @param name what the pool is called
 * @param ringSize slots, a power of two
 * @param maxWorkers places for workers, or tasks
 * @param maxBatch most events of one claim
 * @param lingerNanos how long a worker that may leave waits for a change of mind
 * @param maxWaitingBehindKeys events that can wait behind busy keys
 * @param eventFactory makes the ring's events, and the workers' own
 * @param transfer moves an event out of the ring
 * @param handlers makes the workers' handlers
 * @param failureListener told of handler failures; may throw
 * @param hook called around each event; null if there is none
 * @param gates makes the ring's one gating sequence
 * @param cells makes the cell of a place
 * @param keyQueues makes the queue of a key in progress
 */
record PoolSpec<E>(
    String name,
    int ringSize,
    int maxWorkers,
    int maxBatch,
    long lingerNanos,
    int maxWaitingBehindKeys,
    EventFactory<E> eventFactory,
    SlotTransfer<E> transfer,
    WorkHandlerFactory<E> handlers,
    FailureListener<? super E> failureListener,
    @Nullable EventHook<? super E> hook,
    BiFunction<Sequence, List<WorkerCell>, PoolGate> gates,
    Supplier<WorkerCell> cells,
    Supplier<KeyQueue<E>> keyQueues) {}
