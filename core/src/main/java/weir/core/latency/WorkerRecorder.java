package weir.core.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Records the latencies of one worker's events. One thread records at a time; one other thread at a
 * time reads intervals, and never makes the recording one wait.
 */
public final class WorkerRecorder {

  private final SingleWriterRecorder waitTime = LatencyRange.newRecorder();
  private final SingleWriterRecorder serviceTime = LatencyRange.newRecorder();
  private final SingleWriterRecorder responseTime = LatencyRange.newRecorder();

  /** The reader's spare histograms, swapped with the recorders' at each interval. */
  private @Nullable Histogram spareWaitTime;

  private @Nullable Histogram spareServiceTime;
  private @Nullable Histogram spareResponseTime;

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
   * @param acceptedNanos when the event was accepted
   * @param startedNanos when a worker started to handle it
   * @param finishedNanos when the handler ended
   */
  public void record(long acceptedNanos, long startedNanos, long finishedNanos) {
    waitTime.recordValue(clampedMicros(startedNanos - acceptedNanos));
    serviceTime.recordValue(clampedMicros(finishedNanos - startedNanos));
    responseTime.recordValue(clampedMicros(finishedNanos - acceptedNanos));
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
    spareWaitTime = waitTime.getIntervalHistogram(spareWaitTime);
    spareServiceTime = serviceTime.getIntervalHistogram(spareServiceTime);
    spareResponseTime = responseTime.getIntervalHistogram(spareResponseTime);
    long overRangeNow = overRange.getAcquire();
    interval.add(
        spareWaitTime, spareServiceTime, spareResponseTime, overRangeNow - overRangeAtLastRead);
    overRangeAtLastRead = overRangeNow;
  }
}
