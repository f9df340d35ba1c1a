package weir.core.fault;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.Objects;

/**
 * Reserves slots of a ring. A reservation can't be given back: a slot that is not published holds
 * up all that come after it. So whatever the machine may lack is looked for before. Thread-safe.
 */
public final class Reservations {

  /** In the place of a sequence. */
  public static final long RING_FULL = -1;

  private final RingBuffer<?> ring;

  /**
   * Creates the reservations of a ring.
   *
   * @param ring a ring that several threads may publish to
   */
  public Reservations(RingBuffer<?> ring) {
    this.ring = ring;
    // A class that is first used where a stack ends can't be used ever after.
    Objects.requireNonNull(InsufficientCapacityException.INSTANCE);
    StackRoom.require();
  }

  /**
   * Reserves the next slot, if the ring has room.
   *
   * @return the slot's sequence, which the caller has to publish; or {@link #RING_FULL}
   * @throws StackOverflowError if the caller's stack may end before it has published, and woken a
   *     worker; nothing is reserved
   */
  public long tryNext() {
    StackRoom.require();
    try {
      return ring.tryNext();
    } catch (InsufficientCapacityException e) {
      return RING_FULL;
    }
  }
}
