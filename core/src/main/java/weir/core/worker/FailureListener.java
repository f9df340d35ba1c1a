package weir.core.worker;

/** Is told of each handler failure. Called on the worker's thread. */
@FunctionalInterface
public interface FailureListener {

  /**
   * Takes note of a failure; the event has already been counted as failed.
   *
   * @param workerIndex place of the worker
   * @param sequence sequence of the event in the ring
   * @param failure what the handler threw
   */
  void onFailure(int workerIndex, long sequence, Throwable failure);
}
