package weir.core.pipeline;

/**
 * Handles events. One handler serves all workers of a pipeline: it is thread-safe.
 *
 * @param <P> type of the payload
 */
@FunctionalInterface
public interface EventHandler<P> {

  /**
   * Handles one event. Whatever is thrown counts the event as failed; the worker goes on.
   *
   * @param payload what was published
   * @param event number and times of the event; where uses of a resource are told
   * @throws Exception if the event can't be handled
   */
  void handle(P payload, EventContext event) throws Exception;
}
