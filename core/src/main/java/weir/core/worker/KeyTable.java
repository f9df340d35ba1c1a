package weir.core.worker;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys in progress: those that are held or have events that wait. Makes no object after it was
 * made. Guarded by the lock of the {@link KeyOrder}, but for the gauge.
 *
 * @param <E> type of the events
 */
final class KeyTable<E> {

  /** All queues there are. Immutable. */
  private final KeyQueue<E>[] queues;

  /** Chains of queues, by the hash of their key. The length is a power of two. */
  private final @Nullable KeyQueue<E>[] buckets;

  private @Nullable KeyQueue<E> unused;

  KeyTable(int mostKeys, Supplier<KeyQueue<E>> newQueue) {
    queues = newArray(mostKeys);
    buckets = newArray(Integer.highestOneBit(mostKeys) * 2);
    for (int place = mostKeys - 1; place >= 0; place--) {
      queues[place] = newQueue.get();
      queues[place].next = unused;
      unused = queues[place];
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> KeyQueue<E>[] newArray(int length) {
    return new KeyQueue[length];
  }

  /** Finds the queue of a key, or starts one. */
  KeyQueue<E> queueOf(long key) {
    int bucket = bucketOf(key);
    KeyQueue<E> queue = buckets[bucket];
    while (queue != null && queue.key() != key) {
      queue = queue.next;
    }
    if (queue == null) {
      queue = Objects.requireNonNull(unused, "more keys in progress than there can be");
      unused = queue.next;
      queue.start(key);
      queue.next = buckets[bucket];
      buckets[bucket] = queue;
    }
    return queue;
  }

  /** Takes out a key that nobody holds and that has no events. */
  void forget(KeyQueue<E> queue) {
    long key = queue.key();
    int bucket = bucketOf(key);
    KeyQueue<E> before = null;
    KeyQueue<E> found = buckets[bucket];
    while (found != null && found.key() != key) {
      before = found;
      found = found.next;
    }
    if (before == null) {
      buckets[bucket] = queue.next;
    } else {
      before.next = queue.next;
    }
    queue.next = unused;
    unused = queue;
  }

  /** Fibonacci hashing: keys that differ in few bits, whichever, are spread. */
  private int bucketOf(long key) {
    long hash = key * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> Integer.SIZE) & (buckets.length - 1);
  }

  /**
   * Reads without the lock, as the user's code may hold it for long: each figure is right for a
   * moment, and not all for the same one.
   */
  KeyBacklog backlog(int limit) {
    long events = 0;
    long hottestKey = 0;
    long hottestEvents = 0;
    for (KeyQueue<E> queue : queues) {
      long key = queue.key();
      int waiting = queue.waiting();
      events += waiting;
      if (waiting > hottestEvents && queue.key() == key) {
        hottestKey = key;
        hottestEvents = waiting;
      }
    }
    return new KeyBacklog(events, hottestKey, hottestEvents, limit);
  }
}
