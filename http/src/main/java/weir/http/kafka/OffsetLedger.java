package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.EndedEvents;
import weir.core.journal.JournalException;
import weir.http.time.Deadline;

/**
 * Where the events of the whole group are, by its offsets: whoever has accepted them, and whoever
 * handles them. A thread looks every 200 ms; in between nothing moves. Thread-safe.
 *
 * <p>Each look reads the ends of the topic first, what is left of it afterwards, and dead letters
 * last. What arrives in between is in the second figure alone, so that a look can find too few
 * ended, never too many; the next corrects it. A letter is written before its event ends: read any
 * earlier, letters could be too few for what has ended, and a failed event would count as completed
 * for good, as counts never fall.
 */
final class OffsetLedger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OffsetLedger.class);
  private static final long LOOK_MILLIS = 200;
  private static final long CLOSE_MILLIS = 1_000;

  /** Partitions can be added. */
  private static final int LOOKS_FOR_EACH_DESCRIPTION = 150;

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

  /** What one look found: offsets, which count since the topic was made. */
  private record Look(long end, long dead, long left) {}

  private final KafkaGroup group;
  private final FaultLog faults = new FaultLog(LOG, Duration.ofSeconds(10));
  private final Thread looker;
  private final Look first;

  @GuardedBy("this")
  private Totals totals;

  @GuardedBy("this")
  private Look last;

  /** When the last one began. */
  @GuardedBy("this")
  private long lastNanos;

  @GuardedBy("this")
  private int sameLooks;

  @GuardedBy("this")
  private long looks;

  @GuardedBy("this")
  private Optional<Trouble> trouble = Optional.empty();

  /** Written by the looker; partitions of the topic of events. */
  private volatile Collection<TopicPartition> partitions;

  private volatile boolean closed;

  private OffsetLedger(KafkaGroup group, Collection<TopicPartition> partitions, Look first) {
    this.group = group;
    this.partitions = partitions;
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
      Collection<TopicPartition> partitions = KafkaGroup.onceKnown(group::partitions);
      Look first = KafkaGroup.onceKnown(() -> look(group, partitions, KafkaGroup.TIMEOUT_MILLIS));
      OffsetLedger ledger = new OffsetLedger(group, partitions, first);
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
      for (long tries = 1; !closed; tries++) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        lookAgain(tries % LOOKS_FOR_EACH_DESCRIPTION == 0);
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while looking at offsets", e);
    }
  }

  private void lookAgain(boolean describesTopic) throws InterruptedException {
    long beganNanos = System.nanoTime();
    try {
      if (describesTopic) {
        partitions = group.partitions();
      }
      seen(look(group, partitions, KafkaGroup.LOOK_TIMEOUT_MILLIS), beganNanos);
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

  private synchronized void seen(Look look, long beganNanos) {
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

  private static Look look(
      KafkaGroup group, Collection<TopicPartition> partitions, int timeoutMillis)
      throws ExecutionException, InterruptedException {
    Admin admin = group.admin();
    TopicPartition deadLetters = new TopicPartition(group.settings().deadTopic(), 0);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(admin, wanted, timeoutMillis);
    Map<TopicPartition, KafkaGroup.Left> begun = group.left(timeoutMillis);
    long end = 0;
    long left = 0;
    Map<TopicPartition, OffsetSpec> unknown = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long partitionEnd = offset(ends, partition);
      end += partitionEnd;
      KafkaGroup.Left known = begun.get(partition);
      if (known != null) {
        left += known.below(partitionEnd);
      } else {
        left += partitionEnd;
        unknown.put(partition, OffsetSpec.earliest());
      }
    }
    if (!unknown.isEmpty()) {
      // No worker has come to these yet: all that is in them is left.
      Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(admin, unknown, timeoutMillis);
      for (TopicPartition partition : unknown.keySet()) {
        left -= offset(starts, partition);
      }
    }
    Map<TopicPartition, ListOffsetsResultInfo> dead =
        offsets(admin, Map.of(deadLetters, OffsetSpec.latest()), timeoutMillis);
    return new Look(end, offset(dead, deadLetters), left);
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Map<TopicPartition, OffsetSpec> wanted, int timeoutMillis)
      throws ExecutionException, InterruptedException {
    ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs(timeoutMillis);
    return admin.listOffsets(wanted, options).all().get();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : Math.max(0, info.offset());
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
