package weir.core.figures;

/**
 * By how much another process's clock is ahead of this one's, from when what it said arrived. Not
 * thread-safe.
 */
final class ClockLead {

  /** What is less says nothing: a figure has been on its way. */
  static final long LEAST_MILLIS = 50;

  /** The quickest of so many is taken; one may have had to wait. */
  private static final int ARRIVALS = 32;

  private long least = Long.MAX_VALUE;
  private long leastBefore = Long.MAX_VALUE;
  private int arrivals;

  /** Something that was said at a moment has arrived, each by its own clock. */
  void hear(long saidEpochMillis, long arrivedEpochMillis) {
    if (arrivals == ARRIVALS) {
      leastBefore = least;
      least = Long.MAX_VALUE;
      arrivals = 0;
    }
    arrivals++;
    least = Math.min(least, arrivedEpochMillis - saidEpochMillis);
  }

  /** Milliseconds; 0 while it is not known, and where it is as good as nothing. */
  long aheadMillis() {
    long later = Math.min(least, leastBefore);
    return later == Long.MAX_VALUE || Math.abs(later) <= LEAST_MILLIS ? 0 : -later;
  }
}
