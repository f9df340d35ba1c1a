package weir.core.pipeline;

import weir.core.resource.ResourceClock;

/**
 * What a handler can know of its event beside the payload, and where the use of a resource is told.
 * Valid while the handler runs, and on its thread only.
 */
public final class EventContext implements ResourceClock {

  private long number;
  private long intendedNanos;
  private long acceptedNanos;
  private long resourceWaitNanos;
  private long holdNanos;
  private boolean usedResource;

  EventContext() {}

  void start(long newNumber, long newIntendedNanos, long newAcceptedNanos) {
    number = newNumber;
    intendedNanos = newIntendedNanos;
    acceptedNanos = newAcceptedNanos;
    resourceWaitNanos = 0;
    holdNanos = 0;
    usedResource = false;
  }

  /**
   * The event's number: its place in the order of acceptance, from 0.
   *
   * @return the number
   */
  public long number() {
    return number;
  }

  /**
   * When the event should have arrived.
   *
   * @return time on {@link System#nanoTime()}
   */
  public long intendedNanos() {
    return intendedNanos;
  }

  /**
   * When the event was accepted.
   *
   * @return time on {@link System#nanoTime()}
   */
  public long acceptedNanos() {
    return acceptedNanos;
  }

  @Override
  public void used(long waitNanos, long heldNanos) {
    resourceWaitNanos += waitNanos;
    holdNanos += heldNanos;
    usedResource = true;
  }

  boolean usedResource() {
    return usedResource;
  }

  long resourceWaitNanos() {
    return resourceWaitNanos;
  }

  long holdNanos() {
    return holdNanos;
  }
}
