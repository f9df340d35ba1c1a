package weir.http.kafka;

import java.util.concurrent.atomic.LongAdder;

/** What the workers of this process have met, beside what ended. Any thread counts and reads. */
final class GroupCounts {

  /** Deliveries of events that had been given to a worker before. */
  private final LongAdder redelivered = new LongAdder();

  /** Events that were handled, and whose acknowledgement the broker did not take. */
  private final LongAdder lostAcknowledgements = new LongAdder();

  /** Events given back to be tried again, since their handler failed. */
  private final LongAdder retried = new LongAdder();

  /** Events given back that no handler has seen. */
  private final LongAdder handedBack = new LongAdder();

  /** Events of records that Weir has not written. */
  private final LongAdder foreign = new LongAdder();

  private final LongAdder deadLetters = new LongAdder();

  void countRedelivered() {
    redelivered.increment();
  }

  void countLostAcknowledgement() {
    lostAcknowledgements.increment();
  }

  void countRetried() {
    retried.increment();
  }

  void countHandedBack() {
    handedBack.increment();
  }

  void countForeign() {
    foreign.increment();
  }

  void countDeadLetter() {
    deadLetters.increment();
  }

  long redelivered() {
    return redelivered.sum();
  }

  long lostAcknowledgements() {
    return lostAcknowledgements.sum();
  }

  long retried() {
    return retried.sum();
  }

  long handedBack() {
    return handedBack.sum();
  }

  long foreign() {
    return foreign.sum();
  }

  long deadLetters() {
    return deadLetters.sum();
  }
}
