package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How often events have been tried. The broker counts deliveries, and those are more: what a worker
 * gives back unseen was delivered as well. Those of this process are known here and taken off;
 * those of others are not, so that an event can be given up some tries too early, but never without
 * one. Thread-safe.
 */
final class EventTries {

  /** Unseen ones that are remembered; of one that is forgotten a delivery counts as a try. */
  private static final int MOST_REMEMBERED = 10_000;

  /** A worker dies of other things, too: so it takes more of these than of failures. */
  private static final int TRIES_THAT_KILL = 2;

  /**
   * Fewer say nothing: what other processes give back unseen counts here as tries, and each worker
   * that leaves gives back what it has fetched.
   */
  private static final int FEWEST_DEADLY_TRIES = 10;

  private record Id(int partition, long offset) {}

  private final int maxDeliveries;
  private final int lastDelivery;

  @GuardedBy("this")
  private final Map<Id, Integer> unseen = new LinkedHashMap<>();

  /**
   * Remembers none yet.
   *
   * @param maxDeliveries tries of an event whose handler fails
   * @param brokerDeliveries after so many deliveries the broker drops an event
   */
  EventTries(int maxDeliveries, int brokerDeliveries) {
    this.maxDeliveries = maxDeliveries;
    this.lastDelivery = brokerDeliveries;
  }

  /** A worker gives an event back that no handler has seen. */
  synchronized void givenBack(ConsumerRecord<byte[], byte[]> record) {
    unseen.merge(id(record), 1, Integer::sum);
    if (unseen.size() > MOST_REMEMBERED) {
      unseen.remove(unseen.keySet().iterator().next());
    }
  }

  /** Whether an event may be given back unseen: not if it has been delivered often already. */
  boolean mayGiveBack(ConsumerRecord<byte[], byte[]> record) {
    return ReceivedEvent.delivery(record) <= (maxDeliveries + 1) / 2;
  }

  /** Which try this delivery is, from 1; at most the delivery's own number. */
  int attempt(ConsumerRecord<byte[], byte[]> record) {
    int givenBack;
    synchronized (this) {
      givenBack = unseen.getOrDefault(id(record), 0);
    }
    return Math.max(1, ReceivedEvent.delivery(record) - givenBack);
  }

  /** Whether an event that has failed is tried again. */
  boolean triesAgain(ConsumerRecord<byte[], byte[]> record) {
    // The last delivery is kept for those of which workers die.
    return attempt(record) < maxDeliveries && ReceivedEvent.delivery(record) < lastDelivery - 1;
  }

  /**
   * Whether an event has been tried so often, and never ended in either way, that its workers must
   * have died of it; or whether the broker drops it unless it ends now.
   */
  boolean isDeadly(ConsumerRecord<byte[], byte[]> record) {
    return ReceivedEvent.delivery(record) >= lastDelivery
        || attempt(record) >= Math.max(FEWEST_DEADLY_TRIES, TRIES_THAT_KILL * maxDeliveries);
  }

  private static Id id(ConsumerRecord<byte[], byte[]> record) {
    return new Id(record.partition(), record.offset());
  }
}
