package weir.core.latency;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * Records the latencies of one worker's events. One thread records at a time; one other thread at a
 * time reads intervals, and never makes the recording one wait: two tallies are swapped, as
 * HdrHistogram's recorders do it.
 */
public final class WorkerRecorder {

  /** Instead of a depth: nobody has looked how many were waiting. */
  public static final long UNKNOWN_DEPTH = -1;

  /** As the resource's hold time: the event did not use the resource. */
  public static final long UNUSED = ClockTotals.NONE;

  private static final long YIELD_NANOS = 500_000;

  private final WriterReaderPhaser phaser = new WriterReaderPhaser();

  /** Swapped by the reader under the phaser's lock, read by the recording one in its section. */
  private volatile EventTally active = new EventTally();

  /** The reader's. */
  private EventTally inactive = new EventTally();

  private final WorkerActivity activity = new WorkerActivity();

  /** Events recorded. Written (release) by the recording thread alone, after the event. */
  private final AtomicLong recorded = new AtomicLong();

  /** The reader's. */
  private long recordedAtLastRead;

  WorkerRecorder() {}

  /**
   * Takes note of an event that starts. Those who watch see it until it is {@linkplain #record
   * recorded}.
   *
   * @param startedNanos when a worker started to handle it
   */
  public void begin(long startedNanos) {
    activity.begin(startedNanos);
  }

  /**
   * The event that has started is over, and none of its latencies is recorded.
   *
   * @param startedNanos when a worker started to handle it
   * @param finishedNanos when it ended
   */
  public void endUnrecorded(long startedNanos, long finishedNanos) {
    activity.end(startedNanos, finishedNanos);
  }

  WorkerActivity activity() {
    return activity;
  }

  /**
   * Records one event of which nobody knows how many were waiting when it came.
   *
   * @param cohort see the other method, as of all that follow
   * @param intendedNanos when the event should have arrived
   * @param acceptedNanos when it was accepted
   * @param startedNanos when a worker started to handle it
   * @param finishedNanos when the handler ended
   * @param resourceWaitNanos how long the handler waited for the resource
   * @param holdNanos how long it held it; {@link #UNUSED} if it never came to that
   */
  public void record(
      CohortRecorder cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos) {
    record(
        cohort,
        intendedNanos,
        acceptedNanos,
        startedNanos,
        finishedNanos,
        resourceWaitNanos,
        holdNanos,
        UNKNOWN_DEPTH);
  }

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
   * @param depth how many events were waiting for a worker when it was accepted, or {@link
   *     #UNKNOWN_DEPTH}
   */
  public void record(
      CohortRecorder cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos,
      long depth) {
    activity.end(startedNanos, finishedNanos);
    add(
        cohort,
        intendedNanos,
        acceptedNanos,
        startedNanos,
        finishedNanos,
        resourceWaitNanos,
        holdNanos,
        depth);
  }

  /**
   * Records one event that was handled in the middle of another one, which goes on: the worker's
   * time is that one's.
   *
   * @param cohort the cohort it was counted in
   * @param acceptedNanos when it was accepted
   * @param startedNanos when the worker started to handle it
   * @param finishedNanos when the handler ended
   */
  public void recordWithin(
      CohortRecorder cohort, long acceptedNanos, long startedNanos, long finishedNanos) {
    add(
        cohort,
        acceptedNanos,
        acceptedNanos,
        startedNanos,
        finishedNanos,
        0,
        UNUSED,
        UNKNOWN_DEPTH);
  }

  private void add(
      CohortRecorder cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos,
      long depth) {
    long section = phaser.writerCriticalSectionEnter();
    try {
      active
          .journal()
          .add(
              cohort,
              intendedNanos,
              acceptedNanos,
              startedNanos,
              finishedNanos,
              resourceWaitNanos,
              holdNanos,
              depth);
    } finally {
      phaser.writerCriticalSectionExit(section);
    }
    recorded.setRelease(recorded.getPlain() + 1);
  }

  /** Adds what was recorded since the last call. Called by one thread at a time. */
  void drainInto(CollectedLatencies collected) {
    long recordedNow = recorded.getAcquire();
    if (recordedNow == recordedAtLastRead) {
      return;
    }
    recordedAtLastRead = recordedNow;
    phaser.readerLock();
    try {
      EventTally read = active;
      active = inactive;
      inactive = read;
      phaser.flipPhase(YIELD_NANOS);
    } finally {
      phaser.readerUnlock();
    }
    inactive.drainInto(collected);
  }
}
