package weir.core.ring;

/** How an attempt to publish ended. */
public enum PublishOutcome {
  /** The event will end exactly once. It is as safe as its journal promises. */
  ACCEPTED,
  /**
   * Every slot held an event that no worker had claimed yet, for as long as the {@link
   * FullRingPolicy} waits; nothing was published.
   */
  RING_FULL,
  /** The pipeline takes no more events; nothing was published. */
  CLOSED,
  /** The publishing thread was interrupted while it waited, and still is; nothing was published. */
  INTERRUPTED,
  /** The journal holds as much as it may; nothing was published. There is room as events end. */
  JOURNAL_FULL,
  /** The disk of the journal is full; nothing was published. */
  DISK_FULL,
  /** The event is larger than the journal takes; nothing was published. */
  TOO_LARGE,
  /** The journal can't be written, or reached; nothing was published. */
  JOURNAL_UNAVAILABLE,
  /**
   * The event may have been accepted or not: the journal can't tell. If this process goes on, it is
   * handled; else it may be.
   */
  UNKNOWN;

  /**
   * Whether it is known that nothing was published: offered again, the event is not handled twice.
   *
   * @return true of all but {@link #ACCEPTED} and {@link #UNKNOWN}
   */
  public boolean isRejection() {
    return this != ACCEPTED && this != UNKNOWN;
  }
}
