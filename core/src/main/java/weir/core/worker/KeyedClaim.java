package weir.core.worker;

/**
 * What one worker of an ordered pool has claimed, and whose keys it holds. Written by the worker's
 * thread under the lock of the {@link KeyOrder}; the thread may read it without.
 *
 * @param <E> type of the events
 */
final class KeyedClaim<E> {

  /** Place of the worker. */
  final int holder;

  /** Full: an event that waits is exchanged for one that holds nothing. */
  final KeyedEvent<E>[] events;

  /** How many of the events were claimed. */
  int size;

  KeyedClaim(int holder, E[] spareEvents) {
    this.holder = holder;
    events = newArray(spareEvents.length);
    for (int place = 0; place < events.length; place++) {
      events[place] = new KeyedEvent<>(spareEvents[place]);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> KeyedEvent<E>[] newArray(int length) {
    return new KeyedEvent[length];
  }
}
