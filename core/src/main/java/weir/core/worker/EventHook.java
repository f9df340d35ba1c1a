package weir.core.worker;

import org.jspecify.annotations.Nullable;

/**
 * Is called around each event, on the thread of its worker: for a logger's context, for tracing. A
 * hook serves all workers, so it is thread-safe; what it keeps from {@code before} to {@code after}
 * can stay with the thread, as that has one event at a time.
 *
 * <p>For each event that is to be handled, in this order: {@code before}, the handler, the {@link
 * FailureListener} if there was a failure, {@code after}. So what the listener logs or publishes
 * has the hook's context. A completed event is counted after {@code after}, a failed one before its
 * listener is told: a pool that has drained may still be at the end of its last failures, one that
 * is closed is not. Events that never get to a handler, as they could not be moved out of the ring,
 * have no hook.
 *
 * @param <E> type of the events
 */
public interface EventHook<E> {

  /**
   * Called before the handler. If this throws, the event has failed with what was thrown, and the
   * handler is not called; {@link #after} is, so that what was begun can be undone.
   *
   * @param event the worker's own copy, valid until {@link #after} returns
   * @param sequence sequence of the event in the ring
   * @throws Exception if the event must not be handled
   */
  void before(E event, long sequence) throws Exception;

  /**
   * Called once for each call of {@link #before}, whatever that, the handler or the listener threw.
   * If this throws, it is logged; the event ends as it would have.
   *
   * @param event the worker's own copy, as the handler left it
   * @param sequence sequence of the event in the ring
   * @param failure what the handler, or {@link #before}, threw; null if the event is completed
   * @throws Exception logged
   */
  void after(E event, long sequence, @Nullable Throwable failure) throws Exception;
}
