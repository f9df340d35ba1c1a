package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets the workers of a pool handle the events of one key one after the other, in the order of
 * their sequences, and those of different keys at once.
 *
 * <p>Workers claim under a lock, from the ring in the order of sequences. An event whose key nobody
 * holds is the claimer's, which holds the key from then on. Any other event is left behind its key,
 * and the claimer goes on to the next. A worker gives its keys back with its next claim, or when it
 * is to leave. A key that has events then is <em>ready</em>: the next worker that claims takes it,
 * before anything from the ring, the longest ready first. So a key is bound to no worker.
 *
 * <p>Events that wait have left their slots and need memory of their own: there is a limit. At the
 * limit nothing is claimed from the ring, whatever its key, until an event that waits is taken.
 *
 * <p>The lock is held while an event is moved out of its slot and asked for its key, which is the
 * user's code. It can't be otherwise: until the key of an event is known, no later event may be
 * started, as it may have the same one.
 *
 * <p>Not final so that the tests can break it and show that they notice.
 *
 * @param <E> type of the events
 */
class KeyOrder<E> {

  /** Makes one for a pool. */
  interface Maker<E> {
    KeyOrder<E> make(
        PoolSpec<E> spec,
        ToLongFunction<? super E> keyOf,
        RingBuffer<E> ring,
        Sequence claimed,
        Withdrawals withdrawals,
        WakeOneWaitStrategy idleWorkers);
  }

  /** What a table can be twice as large as. */
  private static final int MOST_KEYS = (1 << 30) - 1;

  /** Events that a worker moves behind their keys at most before others may claim. */
  private static final int LONGEST_SEARCH = 16;

  private final ToLongFunction<? super E> keyOf;
  private final SlotTransfer<E> transfer;
  private final RingBuffer<E> ring;

  /** As in an unordered pool, but advanced under the lock alone, when the event is out. */
  private final Sequence claimed;

  private final Withdrawals withdrawals;
  private final WakeOneWaitStrategy idleWorkers;
  private final int limit;

  /** Guards what follows, if it does not say otherwise. */
  final ClaimLock lock = new ClaimLock();

  private final KeyTable<E> keys;

  /** Those that hold nothing: as many events more can wait. */
  private @Nullable KeyedEvent<E> free;

  private @Nullable KeyQueue<E> firstReady;
  private @Nullable KeyQueue<E> lastReady;

  /**
   * Keys that are ready. Written under the lock, read without by workers about to park (Dekker: see
   * {@link #signal}).
   */
  private final Sequence readyKeys = new Sequence(0);

  KeyOrder(
      PoolSpec<E> spec,
      ToLongFunction<? super E> keyOf,
      RingBuffer<E> ring,
      Sequence claimed,
      Withdrawals withdrawals,
      WakeOneWaitStrategy idleWorkers) {
    this.keyOf = keyOf;
    this.ring = ring;
    this.claimed = claimed;
    this.withdrawals = withdrawals;
    this.idleWorkers = idleWorkers;
    transfer = spec.transfer();
    limit = spec.maxWaitingBehindKeys();
    // Each key in progress has an event that is claimed or waits.
    long mostKeys = limit + (long) spec.maxWorkers() * spec.maxBatch();
    if (mostKeys > MOST_KEYS) {
      throw new IllegalArgumentException(
          mostKeys
              + " events are too many to make in advance, up to "
              + limit
              + " of which may wait behind keys: let fewer of them, or smaller batches");
    }
    keys = new KeyTable<>((int) mostKeys, spec.keyQueues());
    for (int event = 0; event < limit; event++) {
      giveBack(new KeyedEvent<>(Made.by(spec.eventFactory().newInstance(), "event")));
    }
  }

  /**
   * Gives back what a claim holds, whose events have ended, and claims anew.
   *
   * @param atMost events of one key that is ready to claim at most
   * @param atMostFromRing events to claim from the ring at most
   * @return false if there was nothing to claim; true with an empty claim if all that was met waits
   *     behind its key
   */
  boolean exchange(KeyedClaim<E> claim, int atMost, int atMostFromRing) {
    boolean found;
    boolean signals;
    lock.acquire();
    try {
      giveBack(claim);
      found = takeReady(claim, atMost) || takeFromRing(claim, atMostFromRing);
      boolean reopened = idleWorkers.isRingShut() && reopenRing();
      signals = reopened || firstReady != null;
    } finally {
      lock.release();
    }
    if (signals) {
      signal();
    }
    return found;
  }

  /** Gives back what a claim holds, so that others can go on with its keys. */
  void release(KeyedClaim<E> claim) {
    if (claim.size == 0) {
      return;
    }
    boolean signals;
    lock.acquire();
    try {
      giveBack(claim);
      signals = firstReady != null;
    } finally {
      lock.release();
    }
    if (signals) {
      signal();
    }
  }

  /**
   * Wakes a worker for a key that is ready, or a ring that can be claimed from again. A worker goes
   * idle, then looks at these; here they are written, then the idle set is read. The fences in
   * between let one of the two see the other.
   */
  private void signal() {
    VarHandle.fullFence();
    idleWorkers.wakeOne();
  }

  /** See {@link PoolShared#hasReserved()}. */
  boolean hasReserved() {
    return readyKeys.get() > 0 || (!idleWorkers.isRingShut() && ring.getCursor() > claimed.get());
  }

  /** See {@link PoolShared#hasWork()}. */
  boolean hasWork() {
    return readyKeys.get() > 0
        || (!idleWorkers.isRingShut() && ring.isAvailable(claimed.get() + 1));
  }

  KeyBacklog backlog() {
    return keys.backlog(limit);
  }

  /** How long the oldest event behind any key has waited; 0 if none waits. */
  long oldestWaitingNanos(ToLongFunction<? super E> ageNanos) {
    return keys.oldestWaitingNanos(ageNanos);
  }

  private void giveBack(KeyedClaim<E> claim) {
    for (int place = 0; place < claim.size; place++) {
      KeyQueue<E> queue = keys.get(claim.events[place].queueIndex);
      if (queue.letGo()) {
        if (queue.waiting() > 0) {
          addReady(queue);
        } else {
          keys.forget(queue);
        }
      }
    }
    claim.size = 0;
  }

  private void giveBack(KeyedEvent<E> event) {
    event.next = free;
    free = event;
  }

  private void addReady(KeyQueue<E> queue) {
    if (lastReady == null) {
      firstReady = queue;
    } else {
      lastReady.nextReady = queue;
    }
    lastReady = queue;
    readyKeys.set(readyKeys.get() + 1);
  }

  private boolean takeReady(KeyedClaim<E> claim, int atMost) {
    KeyQueue<E> queue = firstReady;
    if (queue == null) {
      return false;
    }
    firstReady = queue.nextReady;
    queue.nextReady = null;
    if (firstReady == null) {
      lastReady = null;
    }
    readyKeys.set(readyKeys.get() - 1);
    KeyedEvent<E> event;
    while (claim.size < atMost && (event = queue.poll()) != null) {
      giveBack(claim.events[claim.size]);
      claim.events[claim.size] = event;
      queue.hold(claim);
      claim.size++;
    }
    return true;
  }

  private boolean takeFromRing(KeyedClaim<E> claim, int atMost) {
    boolean found = false;
    int left = LONGEST_SEARCH;
    while (claim.size < atMost && left > 0 && isNextPublished()) {
      if (free == null) {
        idleWorkers.shutRing();
        break;
      }
      found = true;
      KeyedEvent<E> event = claim.events[claim.size];
      KeyQueue<E> queue = takeOut(event);
      if (queue.isBusyFor(claim)) {
        queue.add(event);
        claim.events[claim.size] = takeFree();
        left--;
      } else {
        queue.hold(claim);
        claim.size++;
      }
    }
    return found;
  }

  /**
   * While the limit is met, the ring is shut: no publisher wakes anybody, and no idle worker looks
   * at it. So a worker that has made room goes on with the ring itself, until there is no room
   * again, or no event: then the ring is open.
   *
   * @return whether it is
   */
  private boolean reopenRing() {
    while (free != null && isNextPublished()) {
      KeyedEvent<E> event = takeFree();
      KeyQueue<E> queue = takeOut(event);
      boolean isNew = queue.isUnused();
      queue.add(event);
      if (isNew) {
        addReady(queue);
      }
    }
    if (free == null) {
      return false;
    }
    idleWorkers.openRing();
    return true;
  }

  private boolean isNextPublished() {
    return ring.isAvailable(claimed.get() + 1);
  }

  private KeyedEvent<E> takeFree() {
    KeyedEvent<E> event = Objects.requireNonNull(free, "looked for before");
    free = event.next;
    return event;
  }

  /** Takes the next event out of its slot, and finds the queue of its key. */
  private KeyQueue<E> takeOut(KeyedEvent<E> event) {
    moveOut(event);
    KeyQueue<E> queue = keys.queueOf(event.key);
    event.queueIndex = queue.index;
    return queue;
  }

  /**
   * The slot is free once the counter says that it is claimed: no other worker could claim it
   * meanwhile, so there was nothing to announce.
   */
  void moveOut(KeyedEvent<E> event) {
    long sequence = claimed.get() + 1;
    event.takeOut(ring, sequence, withdrawals.contains(sequence), transfer, keyOf);
    claimed.set(sequence);
  }
}
