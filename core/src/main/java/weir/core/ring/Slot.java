package weir.core.ring;

import org.jspecify.annotations.Nullable;

/**
 * One event, in the ring or in a worker's hands. Not thread-safe: the ring's sequences say whose it
 * is.
 *
 * @param <P> type of the payload
 */
public final class Slot<P> {

  private @Nullable P payload;
  private long acceptedNanos;

  /**
   * What was published.
   *
   * @return the payload
   * @throws IllegalStateException if the slot is empty
   */
  public P payload() {
    P current = payload;
    if (current == null) {
      throw new IllegalStateException("the slot is empty");
    }
    return current;
  }

  /**
   * When the event was accepted.
   *
   * @return time on the pipeline's monotonic clock, in nanoseconds
   */
  public long acceptedNanos() {
    return acceptedNanos;
  }

  /** Lets go of the payload. */
  public void clear() {
    payload = null;
  }

  void fill(P newPayload, long nowNanos) {
    payload = newPayload;
    acceptedNanos = nowNanos;
  }

  /**
   * Moves the content of this slot to another and empties this one.
   *
   * @param target takes the content
   * @return false if there is no content, because the event was withdrawn
   */
  public boolean moveTo(Slot<P> target) {
    target.payload = payload;
    target.acceptedNanos = acceptedNanos;
    payload = null;
    return target.payload != null;
  }
}
