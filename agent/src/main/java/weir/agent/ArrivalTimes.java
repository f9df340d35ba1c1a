package weir.agent;

import java.util.Arrays;

/**
 * When one task came each time that it was given, and has not started yet: in that order. Beyond a
 * limit it is only known how often. Not thread-safe.
 */
final class ArrivalTimes {

  /** A task of which more wait: an endless loop, or a program that takes them out unseen. */
  static final int MOST = 1 << 16;

  private static final int FIRST_LENGTH = 4;

  /** One that is empty has no more room than this. */
  private static final int KEPT_LENGTH = 1 << 10;

  /** A power of two long. */
  private long[] ring = new long[FIRST_LENGTH];

  private int first;
  private int size;

  /** Came last, and have no time: once there is one, so are all that follow. */
  private long untimed;

  void add(long sinceNanos) {
    if (untimed > 0 || size == MOST) {
      untimed++;
      return;
    }
    if (size == ring.length) {
      grow();
    }
    ring[(first + size) & (ring.length - 1)] = sinceNanos;
    size++;
  }

  private void grow() {
    long[] longer = Arrays.copyOf(ring, ring.length * 2);
    // What had gone around the end now has room behind it.
    System.arraycopy(ring, 0, longer, ring.length, first);
    ring = longer;
  }

  /** The first; {@link ArrivalTable#UNKNOWN} if it has no time, or there is none. */
  long take() {
    if (size > 0) {
      long taken = ring[first];
      first = (first + 1) & (ring.length - 1);
      size--;
      if (size == 0 && ring.length > KEPT_LENGTH) {
        ring = new long[FIRST_LENGTH];
        first = 0;
      }
      return taken;
    }
    untimed = Math.max(0, untimed - 1);
    return ArrivalTable.UNKNOWN;
  }

  boolean isEmpty() {
    return size == 0 && untimed == 0;
  }
}
