package weir.core.latency;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;

/**
 * What one worker recorded, by cohort. Few cohorts at a time end events, so that a short list does.
 * Not thread-safe.
 */
final class EventTally {

  /** The first {@link #used} of them are taken. */
  private final List<EndedEvents> places = new ArrayList<>();

  private int used;
  private long overRange;

  /** Adds an event; see {@link WorkerRecorder#record}. */
  void add(
      ArrivalCohort cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos) {
    EndedEvents events = eventsOf(cohort);
    Latencies<Histogram> latencies = events.latencies;
    record(latencies.waitTime(), startedNanos - acceptedNanos);
    if (holdNanos != WorkerRecorder.UNUSED) {
      record(latencies.resourceWait(), resourceWaitNanos);
      record(latencies.holdTime(), holdNanos);
    }
    record(latencies.serviceTime(), finishedNanos - startedNanos);
    record(latencies.responseTime(), finishedNanos - intendedNanos);
    events.arrivalMicros += cohort.arrivalMicros(intendedNanos);
  }

  private void record(Histogram histogram, long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    if (micros > LatencyRange.MAX_MICROS) {
      overRange++;
      micros = LatencyRange.MAX_MICROS;
    }
    histogram.recordValue(micros);
  }

  private EndedEvents eventsOf(ArrivalCohort cohort) {
    for (int place = used - 1; place >= 0; place--) {
      EndedEvents events = places.get(place);
      if (events.cohort == cohort) {
        return events;
      }
    }
    if (used == places.size()) {
      places.add(new EndedEvents());
    }
    EndedEvents events = places.get(used++);
    events.cohort = cohort;
    return events;
  }

  /** Hands everything to its cohorts and to an interval, and starts empty. */
  void drainInto(LatencyInterval interval) {
    for (EndedEvents events : places.subList(0, used)) {
      ArrivalCohort cohort = events.cohort;
      if (cohort != null) {
        cohort.add(events);
      }
      interval.add(events.latencies);
      events.clear();
    }
    used = 0;
    interval.addOverRange(overRange);
    overRange = 0;
  }
}
