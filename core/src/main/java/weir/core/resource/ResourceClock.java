package weir.core.resource;

/** Told how long each use of the resource took, also of uses that fail. */
@FunctionalInterface
public interface ResourceClock {

  /** Keeps no times. */
  ResourceClock NONE = (waitNanos, holdNanos) -> {};

  /**
   * A use has ended for its caller.
   *
   * @param waitNanos how long it waited for its turn, in nanoseconds
   * @param holdNanos how long it held the resource after that, in nanoseconds
   */
  void used(long waitNanos, long holdNanos);
}
