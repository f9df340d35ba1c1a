package weir.core.worker;

/**
 * Makes the handler of a worker.
 *
 * @param <E> type of the events
 */
@FunctionalInterface
public interface WorkHandlerFactory<E> {

  /**
   * Makes a handler. Called each time that a worker starts, on its thread; workers that start at
   * once call at once. If it throws, another worker is started after a while, and events wait
   * meanwhile.
   *
   * <p>A handler that is {@link AutoCloseable} is closed by its worker, when that leaves; one of a
   * pool with a task for each event, when the pool is closed.
   *
   * @param workerIndex place of the worker, from 0 to the pool's maximum − 1; a place is taken by
   *     one worker at a time, and what its last worker wrote is visible to the next
   * @return the handler
   */
  WorkHandler<E> create(int workerIndex);
}
