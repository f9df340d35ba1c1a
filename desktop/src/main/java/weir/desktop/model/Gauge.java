package weir.desktop.model;

/**
 * A quantity that has a value at every moment. Of a slot of time its extremes and mean are kept.
 */
public enum Gauge {
  /** Events accepted and not yet claimed by a worker. */
  BACKLOG,
  /** Age of the event that waits longest, in seconds; 0 where none waits. */
  OLDEST_WAITING,
  /** Callers inside the resource. */
  RESOURCE_IN_USE,
  /** Callers that wait for the resource. */
  RESOURCE_WAITING,
  /** Workers that handle an event. */
  BUSY_WORKERS,
  /** Workers alive. */
  EFFECTIVE_WORKERS,
  /** Workers asked for. */
  REQUESTED_WORKERS,
  /** Share of the workers alive that handle an event, from 0 to 1. */
  UTILISATION,
  /** Events accepted per second, over a second or longer. */
  ARRIVAL_RATE,
  /** Events completed per second, over a second or longer. */
  COMPLETION_RATE,
  /** Events rejected per second, over a second or longer. */
  REJECTION_RATE;

  /** Its place where figures of all gauges stand in a row. */
  @SuppressWarnings("EnumOrdinal") // of this run alone: it is never kept
  int index() {
    return ordinal();
  }
}
