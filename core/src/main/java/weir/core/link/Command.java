package weir.core.link;

/** What a client can ask a running pipeline to change. */
public sealed interface Command
    permits Command.ResizeWorkers, Command.SetServiceTime, Command.ResetStatistics {

  /**
   * Sets the target number of workers; 0 pauses the pool.
   *
   * @param workers the new target, from 0 to {@link ServerInfo#maxWorkers()}
   */
  record ResizeWorkers(int workers) implements Command {}

  /**
   * Sets the service time of the mock resource for events that start from now on.
   *
   * @param serviceTimeNanos the new service time, in nanoseconds, 0 or more
   */
  record SetServiceTime(long serviceTimeNanos) implements Command {}

  /**
   * Starts the ledger and the latency statistics afresh; events in the pipeline are not touched.
   */
  record ResetStatistics() implements Command {}
}
