package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * What all workers of a pool share.
 *
 * @param ring where events are published
 * @param claimed the highest sequence that any worker has claimed; advanced by the workers' CAS
 *     alone
 * @param cells one for each place
 * @param idleWorkers the ring's wait strategy
 * @param eventFactory makes the workers' own events
 * @param transfer moves an event out of the ring
 * @param maxBatch most events of one claim
 * @param targetWorkers workers there should be
 * @param failureListener told of handler failures
 * @param exitListener told when a worker has left
 */
record PoolShared<E>(
    RingBuffer<E> ring,
    Sequence claimed,
    List<WorkerCell> cells,
    WakeOneWaitStrategy idleWorkers,
    EventFactory<E> eventFactory,
    SlotTransfer<E> transfer,
    int maxBatch,
    IntSupplier targetWorkers,
    FailureListener failureListener,
    WorkerExitListener<E> exitListener) {}
