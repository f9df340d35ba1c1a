package weir.core.worker;

/** What became of an event offered to a pool. */
public enum PublishResult {
  /** It is in the ring. */
  ACCEPTED,
  /** There was no room, or none in time. */
  RING_FULL,
  /** The pool takes no more events. */
  CLOSED
}
