package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.EndedEvents;
import weir.core.journal.JournalException;
import weir.http.time.Deadline;

/**
 * Where the events of the whole group are, by its offsets: whoever has accepted them, and whoever
 * handles them. A thread looks every 200 ms; in between nothing moves. Thread-safe.
 */
final class OffsetLedger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OffsetLedger.class);
  private static final long LOOK_MILLIS = 200;
  private static final long CLOSE_MILLIS = 1_000;

  /** Partitions can be added, whether looks take long or not. */
  private static final Duration DESCRIBED_EVERY = Duration.ofSeconds(30);

  /** An older look says nothing of now. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  /** So many looks that find the same are taken for a moment at which all has settled. */
  private static final int LOOKS_UNTIL_SETTLED = 2;

  /**
   * What was seen, since the start.
   *
   * @param accepted events of the topic, with those that were left of earlier runs
   * @param failed dead letters
   * @param left events that have not ended
   */
  record Totals(long accepted, long failed, long left) {

    long completed() {
      return accepted - failed - left;
    }
  }

  /**
   * A look that failed.
   *
   * @param sentence why
   * @param isSilence whether nobody answered in time
   * @param beganNanos when it began
   */
  private record Trouble(String sentence, boolean isSilence, long beganNanos) {}

  private final KafkaGroup group;
  private final FaultLog faults = new FaultLog(LOG, Duration.ofSeconds(10));
  private final Thread looker;
  private final OffsetLook first;

  @GuardedBy("this")
  private Totals totals;

  @GuardedBy("this")
  private OffsetLook last;

  /** When the last one began. */
  @GuardedBy("this")
  private long lastNanos;

  @GuardedBy("this")
  private int sameLooks;

  @GuardedBy("this")
  private long looks;

  @GuardedBy("this")
  private Optional<Trouble> trouble = Optional.empty();

  /** The looker's alone, once it has started. */
  private GroupOffsets offsets;

  private volatile boolean closed;

  private OffsetLedger(KafkaGroup group, GroupOffsets offsets, OffsetLook first) {
    this.group = group;
    this.offsets = offsets;
    this.first = first;
    this.last = first;
    totals = new Totals(first.left(), 0, first.left());
    looker = Thread.ofPlatform().name("kafka-offsets").daemon().unstarted(this::goOnLooking);
  }

  /**
   * Looks for the first time, and goes on.
   *
   * @param group whose events; not closed with this
   * @return the ledger, to be closed
   * @throws JournalException if the broker does not tell
   */
  static OffsetLedger open(KafkaGroup group) throws JournalException {
    try {
      KafkaGroup.Partitions partitions = KafkaGroup.onceKnown(group::partitions);
      GroupOffsets patient = new GroupOffsets(group, partitions, KafkaGroup.TIMEOUT_MILLIS);
      OffsetLook first = KafkaGroup.onceKnown(() -> OffsetLook.first(patient));
      OffsetLedger ledger =
          new OffsetLedger(
              group, new GroupOffsets(group, partitions, KafkaGroup.LOOK_TIMEOUT_MILLIS), first);
      ledger.looker.start();
      return ledger;
    } catch (ExecutionException | KafkaException e) {
      throw new JournalException(KafkaFaults.sentence(group.settings(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException("interrupted while looking at offsets", e);
    }
  }

  /** The figures of the last look. */
  synchronized Totals totals() {
    return totals;
  }

  /** Events that were left of earlier runs at the start. */
  long recovered() {
    return first.left();
  }

  /** What had ended of the topic before the first look, on the count of all processes. */
  EndedEvents endedBefore() {
    return new EndedEvents(first.end() - first.left() - first.dead(), first.dead());
  }

  /** Whether nothing has moved between the last looks: then the figures are of one moment, now. */
  synchronized boolean isSettled() {
    return sameLooks >= LOOKS_UNTIL_SETTLED
        && trouble.isEmpty()
        && System.nanoTime() - lastNanos <= FRESH_NANOS;
  }

  /** Why the last look failed, if it did. */
  synchronized Optional<String> trouble() {
    return trouble.map(Trouble::sentence);
  }

  /**
   * Whether events are to be refused: the last look failed, and not only as it came at a moment at
   * which the broker stood still.
   *
   * @param heardNanos when the broker last acknowledged an event
   */
  synchronized boolean refusesEvents(long heardNanos) {
    return trouble.isPresent()
        && !(trouble.get().isSilence() && heardNanos - trouble.get().beganNanos() > 0);
  }

  private void goOnLooking() {
    try {
      Deadline described = Deadline.in(DESCRIBED_EVERY);
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        boolean describes = described.isOver();
        if (describes) {
          described = Deadline.in(DESCRIBED_EVERY);
        }
        lookAgain(describes);
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while looking at offsets", e);
    }
  }

  private void lookAgain(boolean describesTopics) throws InterruptedException {
    long beganNanos = System.nanoTime();
    try {
      if (describesTopics) {
        offsets = new GroupOffsets(group, group.partitions(), KafkaGroup.LOOK_TIMEOUT_MILLIS);
      }
      seen(OffsetLook.take(offsets), beganNanos);
    } catch (ExecutionException | KafkaException e) {
      if (!closed) {
        failed(
            new Trouble(
                KafkaFaults.sentence(group.settings(), e), KafkaFaults.isSilence(e), beganNanos));
      }
    }
  }

  /**
   * Waits for a look that begins from now on.
   *
   * @param timeout how long to wait at most
   * @return whether there was one; at once and false while the broker does not answer
   * @throws InterruptedException if the calling thread is interrupted
   */
  synchronized boolean awaitLook(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    // One that is under way may have begun before.
    long awaited = looks + 2;
    while (looks < awaited && trouble.isEmpty() && !closed) {
      if (!deadline.await(this)) {
        return false;
      }
    }
    return looks >= awaited;
  }

  private synchronized void seen(OffsetLook look, long beganNanos) {
    lastNanos = beganNanos;
    looks++;
    notifyAll();
    long accepted =
        Math.max(totals.accepted(), first.left() + Math.max(0, look.end() - first.end()));
    long ended = Math.max(totals.accepted() - totals.left(), accepted - look.left());
    ended = Math.min(ended, accepted);
    // A letter is written before its event is acknowledged.
    long dead = Math.max(0, look.dead() - first.dead());
    long failed = Math.max(totals.failed(), Math.min(dead, ended - totals.completed()));
    totals = new Totals(accepted, failed, accepted - ended);
    sameLooks = look.equals(last) ? sameLooks + 1 : 0;
    last = look;
    trouble = Optional.empty();
  }

  private synchronized void failed(Trouble found) {
    faults.report(
        () ->
            "Nothing is accepted until the broker "
                + (found.isSilence() ? "answers: " : "tells its offsets: ")
                + found.sentence());
    trouble = Optional.of(found);
    sameLooks = 0;
    notifyAll();
  }

  @Override
  public void close() {
    closed = true;
    looker.interrupt();
    try {
      looker.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
