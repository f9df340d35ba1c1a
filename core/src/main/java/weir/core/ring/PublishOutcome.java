package weir.core.ring;

/** How an attempt to publish ended. */
public enum PublishOutcome {
  /** The event is in the ring and will end exactly once. */
  ACCEPTED,
  /** Every slot holds an event that no worker has claimed yet; nothing was published. */
  RING_FULL,
  /** The ring takes no more events; nothing was published. */
  CLOSED
}
