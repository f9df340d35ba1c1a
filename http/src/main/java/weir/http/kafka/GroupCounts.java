package weir.http.kafka;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the workers of this process have met, beside what ended. Any thread counts and reads. */
final class GroupCounts {

  private static final long LOSS_IS_NEWS_NANOS = TimeUnit.MINUTES.toNanos(1);

  /**
   * Deliveries of events that had been given to a worker before, by who gets them; by who had them,
   * where the broker has forgotten that.
   */
  private final LongAdder redelivered = new LongAdder();

  /** Events that were handled, and whose acknowledgement the broker did not take. */
  private final LongAdder lostAcknowledgements = new LongAdder();

  /** When the last of those was counted; written before it is, by any worker. */
  private volatile long lastLostNanos;

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
    lastLostNanos = System.nanoTime();
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

  /** What is to be said of them, for a minute after the last. */
  Optional<String> lossNews() {
    long lost = lostAcknowledgements();
    return lost == 0 || System.nanoTime() - lastLostNanos > LOSS_IS_NEWS_NANOS
        ? Optional.empty()
        : Optional.of(
            (lost == 1 ? "1 event was" : lost + " events were")
                + " handled by this process and"
                + (lost == 1 ? " is" : " are")
                + " handled again, since the broker was told too late or did not answer: nothing"
                + " is to be done unless it comes again (did this machine or the broker stand"
                + " still?)");
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
