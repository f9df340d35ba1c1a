package weir.core.pipeline;

import weir.core.latency.ArrivalCohorts;
import weir.core.latency.CohortRecorder;
import weir.core.latency.WorkerRecorder;
import weir.core.ring.Slot;

/**
 * Handles the events of one worker and records their latencies. One thread at a time.
 *
 * @param <P> type of the payload
 */
public final class MeasuredHandler<P> {

  private final EventHandler<P> handler;
  private final WorkerRecorder recorder;
  private final ArrivalCohorts cohorts;
  private final EventContext event = new EventContext();

  MeasuredHandler(EventHandler<P> handler, WorkerRecorder recorder, ArrivalCohorts cohorts) {
    this.handler = handler;
    this.recorder = recorder;
    this.cohorts = cohorts;
  }

  /**
   * Handles an event that this process may not have accepted itself: it counts as one of the
   * arrivals of now. Its latencies are recorded before this returns or throws.
   *
   * @param payload what was published
   * @param number place in the order of acceptance, as far as there is one
   * @param intendedNanos when it should have arrived, on {@link System#nanoTime()}
   * @param acceptedNanos when it was accepted, on {@link System#nanoTime()}
   * @throws Exception what the handler throws
   */
  public void handle(P payload, long number, long intendedNanos, long acceptedNanos)
      throws Exception {
    CohortRecorder cohort = cohorts.current();
    cohorts.countArrival(cohort, intendedNanos);
    event.start(number, intendedNanos, acceptedNanos);
    handle(payload, cohort, WorkerRecorder.UNKNOWN_DEPTH, System.nanoTime());
  }

  /** Recorded before the pool counts the event: a drained pipeline has all latencies. */
  void handle(Slot<P> slot) throws Exception {
    long startedNanos = System.nanoTime();
    event.start(slot.number(), slot.intendedNanos(), slot.acceptedNanos());
    // An event whose publisher failed has none, fails with that, and has no latencies either.
    P payload = slot.payload();
    try {
      handle(payload, slot.cohort(), slot.depth(), startedNanos);
    } finally {
      slot.clear();
    }
  }

  private void handle(P payload, CohortRecorder cohort, long depth, long startedNanos)
      throws Exception {
    recorder.begin(startedNanos);
    try {
      handler.handle(payload, event);
    } finally {
      recorder.record(
          cohort,
          event.intendedNanos(),
          event.acceptedNanos(),
          startedNanos,
          System.nanoTime(),
          event.resourceWaitNanos(),
          event.usedResource() ? event.holdNanos() : WorkerRecorder.UNUSED,
          depth);
    }
  }
}
