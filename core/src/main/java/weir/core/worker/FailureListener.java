package weir.core.worker;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each handler failure, on the worker's thread: to log it, to keep the event as a dead
 * letter, or to publish it anew (with {@link HandlerPool#tryPublish}, which never waits).
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface FailureListener<E> {

  /**
   * Takes note of a failure; the event has already been counted as failed. Whatever this throws is
   * logged, and the worker goes on.
   *
   * @param workerIndex place of the worker
   * @param sequence sequence of the event in the ring
   * @param event the worker's own copy, as the handler left it, valid until this method returns;
   *     null if it could not be taken out of its slot
   * @param failure what the handler threw
   */
  void onFailure(int workerIndex, long sequence, @Nullable E event, Throwable failure);
}
