package weir.core.worker;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The keys in progress: those that are held or have events that wait. Makes no object after it was
 * made. Guarded by the lock of the {@link KeyOrder}, but for the gauge.
 *
 * @param <E> type of the events
 */
final class KeyTable<E> {

  private static final int NONE = -1;

  /** Keys in progress are few, as a rule, and this is to stay in the processor's cache. */
  private static final int MAX_BUCKETS = 2048;

  /**
   * All queues there are. Immutable; they name each other by their places here, since a reference
   * stored costs the garbage collector's barrier, for each event.
   */
  private final KeyQueue<E>[] queues;

  /** Chains of queues, by the hash of their key. The length is a power of two. */
  private final int[] buckets;

  private int unused = NONE;

  KeyTable(int mostKeys, Supplier<KeyQueue<E>> newQueue) {
    queues = newArray(mostKeys);
    buckets = new int[Math.min(MAX_BUCKETS, Integer.highestOneBit(mostKeys) * 2)];
    Arrays.fill(buckets, NONE);
    for (int index = mostKeys - 1; index >= 0; index--) {
      queues[index] = newQueue.get();
      queues[index].index = index;
      queues[index].next = unused;
      unused = index;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <E> KeyQueue<E>[] newArray(int length) {
    return new KeyQueue[length];
  }

  KeyQueue<E> get(int index) {
    return queues[index];
  }

  /** Finds the queue of a key, or starts one. There is one left: see {@link KeyOrder}. */
  KeyQueue<E> queueOf(long key) {
    int bucket = bucketOf(key);
    for (int index = buckets[bucket]; index != NONE; index = queues[index].next) {
      if (queues[index].key() == key) {
        return queues[index];
      }
    }
    KeyQueue<E> started = queues[unused];
    unused = started.next;
    started.start(key);
    started.next = buckets[bucket];
    buckets[bucket] = started.index;
    return started;
  }

  /** Takes out a key that nobody holds and that has no events. */
  void forget(KeyQueue<E> queue) {
    int bucket = bucketOf(queue.key());
    if (buckets[bucket] == queue.index) {
      buckets[bucket] = queue.next;
    } else {
      KeyQueue<E> before = queues[buckets[bucket]];
      while (before.next != queue.index) {
        before = queues[before.next];
      }
      before.next = queue.next;
    }
    queue.next = unused;
    unused = queue.index;
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

  /** Reads without the lock, as {@link #backlog} does. */
  long oldestWaitingNanos(ToLongFunction<? super E> ageNanos) {
    long oldest = 0;
    for (KeyQueue<E> queue : queues) {
      KeyedEvent<E> event = queue.waiting() > 0 ? queue.first() : null;
      if (event != null) {
        oldest = Math.max(oldest, ageNanos.applyAsLong(event.event));
      }
    }
    return oldest;
  }
}
