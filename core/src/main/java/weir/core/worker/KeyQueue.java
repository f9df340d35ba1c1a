package weir.core.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A key in progress: who handles its events, and those that wait meanwhile, in the order of their
 * sequences. Guarded by the lock of the {@link KeyOrder}, but for what the gauge reads.
 *
 * <p>Not final so that the tests can break it and show that they notice.
 *
 * @param <E> type of the events
 */
class KeyQueue<E> {

  private static final VarHandle KEY;
  private static final VarHandle WAITING;
  private static final VarHandle FIRST;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      KEY = lookup.findVarHandle(KeyQueue.class, "key", long.class);
      WAITING = lookup.findVarHandle(KeyQueue.class, "waiting", int.class);
      FIRST = lookup.findVarHandle(KeyQueue.class, "first", KeyedEvent.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Written under the lock (opaque), read by the gauge without it: it may be out of date there. */
  private long key;

  /** As {@link #key}. */
  private int waiting;

  /**
   * Written under the lock (release), read by the gauge without it (acquire): it sees the event as
   * it was when it came here, or as somebody has filled it later.
   */
  private @Nullable KeyedEvent<E> first;

  private @Nullable KeyedEvent<E> last;

  /** Place of the worker whose claim has events of this key that have not ended. */
  private int holder;

  /** How many these are. */
  private int held;

  /** Place in the table. Set once, by it. */
  int index;

  /** Place of the next key of the same bucket, or of the next that is unused. */
  int next;

  /** The next key that is ready. */
  @Nullable KeyQueue<E> nextReady;

  void start(long newKey) {
    KEY.setOpaque(this, newKey);
  }

  long key() {
    return (long) KEY.getOpaque(this);
  }

  int waiting() {
    return (int) WAITING.getOpaque(this);
  }

  /** For the gauge; null if none waits. */
  @SuppressWarnings("unchecked")
  @Nullable KeyedEvent<E> first() {
    return (KeyedEvent<E>) FIRST.getAcquire(this);
  }

  /**
   * Whether an event of this key has to wait. A claim that holds the key takes more of it if none
   * waits: it handles its events in order.
   */
  boolean isBusyFor(KeyedClaim<E> claim) {
    return first != null || (held > 0 && holder != claim.holder);
  }

  /** Whether nobody holds this key and no event waits. */
  boolean isUnused() {
    return held == 0 && first == null;
  }

  void hold(KeyedClaim<E> claim) {
    holder = claim.holder;
    held++;
  }

  /** Gives back one event of the holder's; true if it was the last. */
  boolean letGo() {
    held--;
    return held == 0;
  }

  void add(KeyedEvent<E> event) {
    event.next = null;
    if (last == null) {
      FIRST.setRelease(this, event);
    } else {
      last.next = event;
    }
    last = event;
    WAITING.setOpaque(this, waiting + 1);
  }

  /** Takes the event that has waited longest; null if none waits. */
  @Nullable KeyedEvent<E> poll() {
    KeyedEvent<E> event = first;
    if (event != null) {
      FIRST.setRelease(this, event.next);
      event.next = null;
      if (first == null) {
        last = null;
      }
      WAITING.setOpaque(this, waiting - 1);
    }
    return event;
  }
}
