package weir.http.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.jspecify.annotations.Nullable;

/**
 * The events that a worker has taken and whose ends the broker has not confirmed. An event counts
 * as ended when it has: not before. Guarded by its worker's lock on the consumer.
 *
 * <p>To renew is to acknowledge, as far as the client is concerned: the record then comes with the
 * next poll once more, and can be acknowledged for good after that.
 */
final class HeldEvents {

  /** How an event ends for its worker. */
  enum Ending {
    COMPLETED(AcknowledgeType.ACCEPT),
    /** Kept as a dead letter. */
    DEAD(AcknowledgeType.ACCEPT),
    /** Its handler failed, and another try is wanted. */
    RETRY(AcknowledgeType.RELEASE),
    /** No handler has seen it. */
    HANDED_BACK(AcknowledgeType.RELEASE);

    private final AcknowledgeType type;

    Ending(AcknowledgeType type) {
      this.type = type;
    }
  }

  /** Told what has become of an event. */
  interface Outcomes {

    /** The broker has taken the ending. */
    void confirmed(Ending ending);

    /**
     * The event is no longer the worker's: another gets it, or has it.
     *
     * @param known whether the broker remembers that it was this worker's
     */
    void lost(Ending ending, boolean known);
  }

  private record Id(int partition, long offset) {}

  private static final class Held {

    private ConsumerRecord<byte[], byte[]> record;

    /** Null while the worker is not done with it. */
    private @Nullable Ending ending;

    /** Whether the ending has been given to the client. */
    private boolean sent;

    /** Whether it can't be acknowledged before it has come again. */
    private boolean renewed;

    /** Why it is no longer the worker's; null while it is. */
    private @Nullable Exception lost;

    private Held(ConsumerRecord<byte[], byte[]> record) {
      this.record = record;
    }
  }

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Outcomes outcomes;
  private final Map<Id, Held> held = new LinkedHashMap<>();

  /** Taken and not given to the worker yet. */
  private final List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>();

  HeldEvents(ShareConsumer<byte[], byte[]> consumer, Outcomes outcomes) {
    this.consumer = consumer;
    this.outcomes = outcomes;
  }

  /** Takes in what was polled: events that are new to this worker, and those that were renewed. */
  void take(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      Held present = held.get(id(record));
      if (present != null && present.renewed) {
        present.record = record;
        present.renewed = false;
        send(present);
      } else {
        // One that is there was lost, and has come to the same worker again.
        held.put(id(record), new Held(record));
        fresh.add(record);
      }
    }
  }

  boolean hasFresh() {
    return !fresh.isEmpty();
  }

  /** What the worker has not been given yet, in the order in which it came. */
  List<ConsumerRecord<byte[], byte[]>> giveFresh() {
    List<ConsumerRecord<byte[], byte[]>> given = List.copyOf(fresh);
    fresh.clear();
    return given;
  }

  /** The worker is done with a record. */
  void end(ConsumerRecord<byte[], byte[]> record, Ending ending) {
    Held present = held.get(id(record));
    if (present != null) {
      present.ending = ending;
      send(present);
    }
  }

  private void send(Held event) {
    Ending ending = event.ending;
    if (ending == null || event.sent) {
      return;
    }
    if (event.lost != null) {
      remove(event);
      outcomes.lost(ending, isRemembered(event.lost));
    } else if (!event.renewed) {
      event.sent = true;
      consumer.acknowledge(event.record, ending.type);
    }
  }

  /**
   * Asks for more time for all that the worker is not done with.
   *
   * @return whether there was any
   */
  boolean renew() {
    boolean any = false;
    for (Held event : held.values()) {
      if (!event.sent && !event.renewed && event.lost == null) {
        consumer.acknowledge(event.record, AcknowledgeType.RENEW);
        event.renewed = true;
        any = true;
      }
    }
    return any;
  }

  /** What the broker says to acknowledgements: the client calls back while it polls or commits. */
  void acknowledged(int partition, Set<Long> offsets, @Nullable Exception fault) {
    for (long offset : offsets) {
      Held event = held.get(new Id(partition, offset));
      if (event == null) {
        continue;
      }
      Ending ending = event.ending;
      if (event.sent && ending != null) {
        remove(event);
        if (fault == null) {
          outcomes.confirmed(ending);
        } else {
          outcomes.lost(ending, isRemembered(fault));
        }
      } else if (fault != null) {
        event.lost = fault;
        send(event);
      }
    }
  }

  /** Nothing more comes of the client: what is not confirmed is another's. */
  void abandon() {
    for (Held event : List.copyOf(held.values())) {
      Ending ending = event.ending;
      if (ending != null) {
        outcomes.lost(ending, false);
      }
    }
    held.clear();
    fresh.clear();
  }

  /** Records that the worker is not done with. */
  List<ConsumerRecord<byte[], byte[]>> open() {
    return held.values().stream()
        .filter(event -> event.ending == null)
        .map(event -> event.record)
        .toList();
  }

  /** Whether a record is to come again before it can be acknowledged. */
  boolean isWaitingForRenewed() {
    return held.values().stream().anyMatch(event -> event.renewed && event.lost == null);
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /**
   * A broker that says so has counted the delivery, and tells it to the next worker. One that was
   * killed has forgotten who had what.
   */
  private static boolean isRemembered(Exception fault) {
    return fault instanceof InvalidRecordStateException;
  }

  private void remove(Held event) {
    held.remove(id(event.record), event);
  }

  private static Id id(ConsumerRecord<byte[], byte[]> record) {
    return new Id(record.partition(), record.offset());
  }
}
