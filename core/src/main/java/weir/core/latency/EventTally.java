package weir.core.latency;

import java.util.ArrayList;
import java.util.List;
import weir.core.figures.Latencies;

/**
 * What one worker recorded. Its events are written down one by one; those of a worker that ends
 * very many are added up by cohort. Few cohorts at a time end events, so that a short list does.
 * Not thread-safe.
 */
final class EventTally implements EventJournal.Reader {

  private final EventJournal journal = new EventJournal();

  /** What did not fit the journal. The first {@link #used} of them are taken. */
  private final List<EndedEvents> places = new ArrayList<>();

  private int used;

  /** Where to write the next event down: a journal with room for it. */
  EventJournal journal() {
    if (journal.isFull()) {
      journal.drainInto(this);
    }
    return journal;
  }

  /** From here on they are counted, and not told apart any more. */
  @Override
  public void read(
      CohortRecorder cohort,
      Latencies<long[]> micros,
      long[] depths,
      long arrivalMicros,
      int from,
      int to) {
    EndedEvents events = eventsOf(cohort);
    events.arrivalMicros += arrivalMicros;
    EventJournal.record(micros, from, to, events.latencies);
  }

  private EndedEvents eventsOf(CohortRecorder cohort) {
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

  /** Hands everything to the cohorts and to those totals, and starts empty. */
  void drainInto(CollectedLatencies collected) {
    for (EndedEvents events : places.subList(0, used)) {
      collected.add(events);
      events.clear();
    }
    used = 0;
    journal.drainInto(collected);
    collected.addOverRange(journal.takeOverRange());
  }
}
