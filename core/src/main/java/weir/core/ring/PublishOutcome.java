package weir.core.ring;

/** How an attempt to publish ended. */
public enum PublishOutcome {
  /** The event is in the ring and will end exactly once. */
  ACCEPTED,
  /**
   * Every slot held an event that no worker had claimed yet, for as long as the {@link
   * FullRingPolicy} waits; nothing was published.
   */
  RING_FULL,
  /** The ring takes no more events; nothing was published. */
  CLOSED,
  /** The publishing thread was interrupted while it waited, and still is; nothing was published. */
  INTERRUPTED
}
