package weir.core.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import weir.core.latency.ArrivalCohort;
import weir.core.latency.ArrivalCohorts;

/**
 * The publishing side of the ring. Thread-safe.
 *
 * @param <P> type of the payload
 */
public final class EventRing<P> {

  /** As an intended arrival: the event should arrive when it is accepted. */
  private static final long UNTOLD = Long.MIN_VALUE;

  private static final long MIN_PAUSE_NANOS = 1_000;
  private static final long MAX_PAUSE_NANOS = 500_000;

  private final RingBuffer<Slot<P>> ring;
  private final long maxWaitNanos;
  private final ArrivalCohorts cohorts;
  private final LongSupplier nanoClock;

  /** Offered events that were not taken. Any publisher adds. */
  private final LongAdder rejected = new LongAdder();

  /**
   * Slots reserved by a publisher that then met {@link #closed}. Added to before the slot is
   * published.
   */
  private final LongAdder withdrawn = new LongAdder();

  /**
   * Set once. Pairs, through full fences on both sides, with the reservation in {@link #publish}.
   */
  private volatile boolean closed;

  /**
   * Creates the publishing side of a ring.
   *
   * @param ring the ring; published to by this object alone
   * @param policy what publishers do when the ring is full
   * @param cohorts what accepted events are counted in
   * @param nanoClock monotonic clock, in nanoseconds
   */
  public EventRing(
      RingBuffer<Slot<P>> ring,
      FullRingPolicy policy,
      ArrivalCohorts cohorts,
      LongSupplier nanoClock) {
    this.ring = ring;
    this.maxWaitNanos = policy.maxWaitNanos();
    this.cohorts = cohorts;
    this.nanoClock = nanoClock;
  }

  /**
   * Offers an event. Waits only if the ring is full and the policy says so.
   *
   * @param payload what the handler is given
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   */
  public PublishOutcome publish(P payload) {
    return offer(payload, UNTOLD);
  }

  /**
   * Offers an event that should have arrived earlier.
   *
   * @param payload what the handler is given
   * @param intendedNanos when it should have arrived, on the ring's clock: its response time counts
   *     from then; a time to come counts as now
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   */
  public PublishOutcome publish(P payload, long intendedNanos) {
    return offer(payload, intendedNanos);
  }

  private PublishOutcome offer(P payload, long intendedNanos) {
    PublishOutcome outcome = tryPublish(payload, intendedNanos);
    if (outcome == PublishOutcome.RING_FULL) {
      outcome = meetFullRing(payload, intendedNanos);
    }
    if (outcome != PublishOutcome.ACCEPTED) {
      rejected.increment();
    }
    return outcome;
  }

  private PublishOutcome tryPublish(P payload, long intendedNanos) {
    if (closed) {
      return PublishOutcome.CLOSED;
    }
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException e) {
      return PublishOutcome.RING_FULL;
    }
    // A reservation can't be given back. Whoever reserved before close() took effect is inside the
    // cursor that close() returns; whoever reserved after it withdraws, and leaves an empty slot.
    if (closed) {
      withdrawn.increment();
      ring.publish(sequence);
      return PublishOutcome.CLOSED;
    }
    // The slot is this thread's until it is published.
    Slot<P> slot = ring.get(sequence);
    ArrivalCohort cohort = cohorts.current();
    long nowNanos = nanoClock.getAsLong();
    long arrivalNanos = intendedNanos == UNTOLD ? nowNanos : intendedNanos;
    slot.fill(payload, sequence, arrivalNanos, nowNanos, cohort);
    // Before the event can end, so that no cohort ever has ended more than have arrived.
    cohort.countArrival(slot.intendedNanos());
    ring.publish(sequence);
    return PublishOutcome.ACCEPTED;
  }

  private PublishOutcome meetFullRing(P payload, long intendedNanos) {
    RingEvents.RingFull event = new RingEvents.RingFull();
    event.begin();
    PublishOutcome outcome =
        maxWaitNanos == 0
            ? PublishOutcome.RING_FULL
            : publishWhenThereIsRoom(payload, intendedNanos);
    event.accepted = outcome == PublishOutcome.ACCEPTED;
    event.commit();
    return outcome;
  }

  /** Workers do not signal room, which would cost each of their claims; so publishers poll. */
  private PublishOutcome publishWhenThereIsRoom(P payload, long intendedNanos) {
    long startedNanos = System.nanoTime();
    long pauseNanos = MIN_PAUSE_NANOS;
    PublishOutcome outcome = PublishOutcome.RING_FULL;
    while (outcome == PublishOutcome.RING_FULL) {
      long leftNanos = maxWaitNanos - (System.nanoTime() - startedNanos);
      if (leftNanos <= 0) {
        return PublishOutcome.RING_FULL;
      }
      if (Thread.currentThread().isInterrupted()) {
        return PublishOutcome.INTERRUPTED;
      }
      LockSupport.parkNanos(this, Math.min(leftNanos, pauseNanos));
      pauseNanos = Math.min(MAX_PAUSE_NANOS, pauseNanos * 2);
      outcome = tryPublish(payload, intendedNanos);
    }
    return outcome;
  }

  /** Takes no more events. Idempotent. Events accepted before are not touched. */
  public void close() {
    closed = true;
    VarHandle.fullFence();
  }

  /**
   * Whether the ring takes events.
   *
   * @return false once {@link #close()} was called
   */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Events that were offered and not taken.
   *
   * @return count since the start
   */
  public long rejected() {
    return rejected.sum();
  }

  /**
   * Slots that were reserved and then withdrawn, at the moment of closing.
   *
   * @return count since the start
   */
  public long withdrawn() {
    return withdrawn.sum();
  }
}
