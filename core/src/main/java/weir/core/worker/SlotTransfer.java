package weir.core.worker;

/**
 * Moves an event out of the ring, so that its slot can be used again before the event is handled.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface SlotTransfer<E> {

  /**
   * Copies the content of a slot into a worker's own event, and clears the references in the slot.
   *
   * @param slot the event in the ring
   * @param target the worker's own event
   * @return false if the publisher withdrew the event, so that there is nothing to handle
   */
  boolean move(E slot, E target);
}
