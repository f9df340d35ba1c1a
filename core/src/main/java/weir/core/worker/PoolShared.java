package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a pool share.
 *
 * @param spec what the pool is to be
 * @param ring where events are published
 * @param gate the ring's one gating sequence
 * @param claimed the highest sequence that any worker has claimed; advanced by CAS alone
 * @param cells one for each place
 * @param idleWorkers the ring's wait strategy
 * @param publisher the pool's own way into the ring
 * @param withdrawals slots that the publisher could not fill
 * @param targetWorkers workers there should be
 * @param trouble whether threads can be started
 * @param order says whose turn an event is, in a pool that is ordered by key
 */
record PoolShared<E>(
    PoolSpec<E> spec,
    RingBuffer<E> ring,
    PoolGate gate,
    Sequence claimed,
    List<WorkerCell> cells,
    WakeOneWaitStrategy idleWorkers,
    PoolPublisher<E> publisher,
    Withdrawals withdrawals,
    IntSupplier targetWorkers,
    StartTrouble trouble,
    @Nullable KeyOrder<E> order) {

  private static final int COHERENT_READ_TRIES = 64;
  private static final int OLDEST_READ_TRIES = 16;

  /** Slots looked at for the first that is published. */
  private static final int LONGEST_GAP = 64;

  /** Makes what orders a pool, if it is to be ordered. */
  @FunctionalInterface
  interface OrderMaker<E> {
    @Nullable KeyOrder<E> make(
        PoolSpec<E> spec,
        RingBuffer<E> ring,
        Sequence claimed,
        Withdrawals withdrawals,
        WakeOneWaitStrategy idleWorkers);
  }

  /** Makes the ring and what goes with it. */
  static <E> PoolShared<E> create(
      PoolSpec<E> spec, OrderMaker<E> orders, IntSupplier targetWorkers) {
    WakeOneWaitStrategy idleWorkers = new WakeOneWaitStrategy(spec.maxWorkers());
    Sequence claimed = new Sequence();
    List<WorkerCell> cells = Stream.generate(spec.cells()).limit(spec.maxWorkers()).toList();
    PoolGate gate = spec.gates().apply(claimed, cells);
    RingBuffer<E> ring =
        RingBuffer.createMultiProducer(spec.eventFactory(), spec.ringSize(), idleWorkers);
    ring.addGatingSequences(gate);
    Withdrawals withdrawals = new Withdrawals(spec.ringSize());
    return new PoolShared<>(
        spec,
        ring,
        gate,
        claimed,
        cells,
        idleWorkers,
        new PoolPublisher<>(ring, withdrawals),
        withdrawals,
        targetWorkers,
        new StartTrouble(spec.name()),
        orders.make(spec, ring, claimed, withdrawals, idleWorkers));
  }

  /** Refuses a target that is out of range. */
  void checkTarget(int workers) {
    if (workers < 0 || workers > cells.size()) {
      throw new IllegalArgumentException(
          "workers must be between 0 and " + cells.size() + ", and " + workers + " is not");
    }
  }

  /** See {@link HandlerPool#counts()}. */
  PoolCounts counts() {
    PoolCounts counts;
    int tries = 0;
    long claimedBefore;
    do {
      claimedBefore = claimedCount();
      counts = readCounts();
      tries++;
    } while (claimedCount() != claimedBefore && tries < COHERENT_READ_TRIES);
    return counts;
  }

  /** An event that waits behind its key has left the ring, but no worker has claimed it. */
  private long claimedCount() {
    if (order == null) {
      return claimed.get() + 1;
    }
    long claims = 0;
    for (WorkerCell cell : cells) {
      claims += cell.claims.get();
    }
    return claims;
  }

  /** Ended events first, then claims, then the cursor: each can only be ahead of the one before. */
  private PoolCounts readCounts() {
    long completed = 0;
    long failed = 0;
    long skipped = 0;
    for (WorkerCell cell : cells) {
      completed += cell.completed.get();
      failed += cell.failed.get();
      skipped += cell.skipped.get();
    }
    long claimedCount = claimedCount();
    return new PoolCounts(ring.getCursor() + 1, claimedCount, completed, failed, skipped);
  }

  /** Places with claimed events that have not ended. */
  int busyWorkers() {
    int busy = 0;
    for (WorkerCell cell : cells) {
      busy += cell.isBusy() ? 1 : 0;
    }
    return busy;
  }

  /** See {@link HandlerPool#oldestWaitingNanos}. An event goes from the ring to behind its key. */
  long oldestWaitingNanos(ToLongFunction<? super E> ageNanos) {
    long inRing = oldestInRingNanos(ageNanos);
    return order == null ? inRing : Math.max(inRing, order.oldestWaitingNanos(ageNanos));
  }

  /**
   * While the claim counter stands, the slots after it can't be emptied, nor filled anew. If it
   * moves at each look, what was read last is of an event that waited during the call, or of one
   * that came into its slot later: never of an older one.
   */
  private long oldestInRingNanos(ToLongFunction<? super E> ageNanos) {
    long age;
    long last;
    int tries = 0;
    do {
      last = claimed.get();
      age = firstAgeNanos(last + 1, ageNanos);
      // The slot was read before the counter is read again.
      VarHandle.acquireFence();
      tries++;
    } while (claimed.get() != last && tries < OLDEST_READ_TRIES);
    return age;
  }

  /** A publisher that has stopped between its reservation and its publication holds others up. */
  private long firstAgeNanos(long from, ToLongFunction<? super E> ageNanos) {
    long end = Math.min(ring.getCursor(), from + LONGEST_GAP);
    for (long sequence = from; sequence <= end; sequence++) {
      if (ring.isAvailable(sequence) && !withdrawals.contains(sequence)) {
        return ageNanos.applyAsLong(ring.get(sequence));
      }
    }
    return 0;
  }

  /**
   * Whether there is an event to claim, or is going to be: publishers reserve slots by an atomic
   * update of the cursor. After a full fence, false means that later publishers see what the caller
   * wrote before.
   */
  boolean hasReserved() {
    return order == null ? ring.getCursor() > claimed.get() : order.hasReserved();
  }

  /** Whether the next event to claim is published, or there is another to claim. */
  boolean hasWork() {
    return order == null ? ring.isAvailable(claimed.get() + 1) : order.hasWork();
  }
}
