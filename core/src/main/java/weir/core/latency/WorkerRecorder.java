package weir.core.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;
import weir.core.link.Latencies;

/**
 * Records the latencies of one worker's events. One thread records at a time; one other thread at a
 * time reads intervals, and never makes the recording one wait.
 */
public final class WorkerRecorder {

  /** As the resource's hold time: the event did not use the resource. */
  public static final long UNUSED = -1;

  private final Latencies<SingleWriterRecorder> recorders =
      Latencies.generate(LatencyRange::newRecorder);

  private final CohortRecorder cohorts = new CohortRecorder();

  /** The reader's spare histograms, swapped with the recorders' at each interval. */
  private @Nullable Latencies<Histogram> spares;

  /** Events recorded. Written (release) by the recording thread alone, after the values. */
  private final AtomicLong recorded = new AtomicLong();

  /** Latencies clamped to the range. Written (release) by the recording thread alone. */
  private final AtomicLong overRange = new AtomicLong();

  private long recordedAtLastRead;
  private long overRangeAtLastRead;

  WorkerRecorder() {}

  /**
   * Records one event that has ended. Times are on one monotonic clock, in nanoseconds. A latency
   * above the range is recorded as the range's end, and counted.
   *
   * @param cohort the cohort it was counted in
   * @param intendedNanos when the event should have arrived
   * @param acceptedNanos when it was accepted
   * @param startedNanos when a worker started to handle it
   * @param finishedNanos when the handler ended
   * @param resourceWaitNanos how long the handler waited for the resource
   * @param holdNanos how long it held it; {@link #UNUSED} if it never came to that
   */
  public void record(
      ArrivalCohort cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos) {
    recorders.waitTime().recordValue(clampedMicros(startedNanos - acceptedNanos));
    if (holdNanos != UNUSED) {
      recorders.resourceWait().recordValue(clampedMicros(resourceWaitNanos));
      recorders.holdTime().recordValue(clampedMicros(holdNanos));
    }
    recorders.serviceTime().recordValue(clampedMicros(finishedNanos - startedNanos));
    long responseMicros = clampedMicros(finishedNanos - intendedNanos);
    recorders.responseTime().recordValue(responseMicros);
    cohorts.record(cohort, responseMicros, intendedNanos);
    increment(recorded);
  }

  private long clampedMicros(long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    if (micros > LatencyRange.MAX_MICROS) {
      increment(overRange);
      return LatencyRange.MAX_MICROS;
    }
    return micros;
  }

  private static void increment(AtomicLong counter) {
    counter.setRelease(counter.getPlain() + 1);
  }

  /** Adds what was recorded since the last call. Called by one thread at a time. */
  void drainInto(LatencyInterval interval) {
    long recordedNow = recorded.getAcquire();
    if (recordedNow == recordedAtLastRead) {
      return;
    }
    recordedAtLastRead = recordedNow;
    cohorts.drain();
    Latencies<Histogram> recycled = spares;
    Latencies<Histogram> read =
        recycled == null
            ? recorders.map(SingleWriterRecorder::getIntervalHistogram)
            : recorders.zip(recycled, SingleWriterRecorder::getIntervalHistogram);
    spares = read;
    long overRangeNow = overRange.getAcquire();
    interval.add(read, overRangeNow - overRangeAtLastRead);
    overRangeAtLastRead = overRangeNow;
  }
}
