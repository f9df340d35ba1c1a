package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An event of an ordered pool, out of its slot. Its worker's while it is in a {@link KeyedClaim};
 * guarded by the lock of the {@link KeyOrder} while it waits behind its key or holds nothing.
 *
 * @param <E> type of the events
 */
final class KeyedEvent<E> {

  final E event;
  long sequence;

  /** Of an event that can't be asked: its own sequence. */
  long key;

  /** Whether its publisher withdrew the event. */
  boolean withdrawn;

  /** What keeps the event from being handled, if anything does. */
  @Nullable Throwable damage;

  /** Whether the event could not be moved out of its slot. */
  boolean lost;

  /** Place of the queue of its key, from when it was taken out until it has ended. */
  int queueIndex;

  /** The next that waits behind the same key, or the next that holds nothing. */
  @Nullable KeyedEvent<E> next;

  KeyedEvent(E event) {
    this.event = event;
  }

  /** Moves an event out of its slot and asks for its key. Both are the user's: they may throw. */
  void takeOut(
      RingBuffer<E> ring,
      long newSequence,
      boolean isWithdrawn,
      SlotTransfer<E> transfer,
      ToLongFunction<? super E> keyOf) {
    sequence = newSequence;
    key = newSequence;
    if (isIrregular()) {
      withdrawn = false;
      damage = null;
      lost = false;
    }
    boolean moved = false;
    try {
      boolean there = transfer.move(ring.get(newSequence), event);
      moved = true;
      if (there && !isWithdrawn) {
        key = keyOf.applyAsLong(event);
      } else {
        withdrawn = true;
      }
    } catch (Throwable e) {
      damage = e;
      lost = !moved;
      withdrawn = isWithdrawn;
    }
  }

  /** Whether there is nothing for a handler. */
  boolean isIrregular() {
    return withdrawn || damage != null;
  }
}
