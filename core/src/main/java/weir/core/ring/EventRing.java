package weir.core.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The publishing side of the ring. Thread-safe; publishing never blocks.
 *
 * @param <P> type of the payload
 */
public final class EventRing<P> {

  private final RingBuffer<Slot<P>> ring;
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
   * @param nanoClock monotonic clock, in nanoseconds
   */
  public EventRing(RingBuffer<Slot<P>> ring, LongSupplier nanoClock) {
    this.ring = ring;
    this.nanoClock = nanoClock;
  }

  /**
   * Offers an event.
   *
   * @param payload what the handler is given
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   */
  public PublishOutcome publish(P payload) {
    if (closed) {
      rejected.increment();
      return PublishOutcome.CLOSED;
    }
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException e) {
      rejected.increment();
      return PublishOutcome.RING_FULL;
    }
    // A reservation can't be given back. Whoever reserved before close() took effect is inside the
    // cursor that close() returns; whoever reserved after it withdraws, and leaves an empty slot.
    if (closed) {
      withdrawn.increment();
      rejected.increment();
      ring.publish(sequence);
      return PublishOutcome.CLOSED;
    }
    // The slot is this thread's until it is published.
    ring.get(sequence).fill(payload, nanoClock.getAsLong());
    ring.publish(sequence);
    return PublishOutcome.ACCEPTED;
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
