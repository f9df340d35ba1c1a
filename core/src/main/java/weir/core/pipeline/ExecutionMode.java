package weir.core.pipeline;

/** How a pipeline runs its handler. Ring, ledger, latencies and live resizing are the same. */
public enum ExecutionMode {
  /** Workers that live on and take one event after the other. */
  WORKERS,
  /**
   * A thread for each event, a virtual one where Java has them (21 and up); the number of workers
   * is the limit on how many run at once.
   */
  TASK_PER_EVENT
}
