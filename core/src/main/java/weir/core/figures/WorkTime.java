package weir.core.figures;

/**
 * What the workers of a source have had, and what they have used of it, both added up since the
 * start of the source, for workers that have left as well. Utilisation over any span of time is the
 * quotient of the two differences.
 *
 * @param busyNanos time that workers spent on events, events under way included, in nanoseconds
 * @param workerNanos time that there were workers, in nanoseconds: two workers for a second are two
 *     seconds; where each event has a thread of its own, the time that there could have been one
 */
public record WorkTime(long busyNanos, long workerNanos) {

  /**
   * Utilisation since an earlier moment.
   *
   * @param before of the same source
   * @return from 0 to 1; NaN if there was no worker
   */
  public double busyShareSince(WorkTime before) {
    long available = workerNanos - before.workerNanos;
    if (available <= 0) {
      return Double.NaN;
    }
    // A thread that goes on with its event after the limit was lowered is busy beyond it.
    return Math.min(1, Math.max(0, busyNanos - before.busyNanos) / (double) available);
  }
}
