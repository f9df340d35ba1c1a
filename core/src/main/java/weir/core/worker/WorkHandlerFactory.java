package weir.core.worker;

/**
 * Makes the handler of a worker.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface WorkHandlerFactory<E> {

  /**
   * Makes a handler. Called under the pool's lock, each time that a worker starts.
   *
   * @param workerIndex place of the worker, from 0 to the pool's maximum − 1; a place is taken by
   *     one worker at a time, and what its last worker wrote is visible to the next
   * @return the handler
   */
  WorkHandler<E> create(int workerIndex);
}
