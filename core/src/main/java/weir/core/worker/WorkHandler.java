package weir.core.worker;

/**
 * Handles one event. A handler belongs to one worker and is never called by two threads at once.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface WorkHandler<E> {

  /**
   * Handles an event. Whatever is thrown counts the event as failed; the worker goes on.
   *
   * @param event the worker's own copy, valid until this method returns
   * @throws Exception if the event can't be handled
   */
  void onEvent(E event) throws Exception;
}
