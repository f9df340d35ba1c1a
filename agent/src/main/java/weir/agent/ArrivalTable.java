package weir.agent;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * When tasks came, by the tasks themselves: by what they are, and not by what they say they are
 * equal to. They are held weakly: one that the program takes out of a queue unseen is forgotten
 * once it is collected. A task may be in it several times, as a lambda that holds nothing is one
 * object however often it is given; the first to come is the first to go. What has once been in it
 * several times stays known for as long as it lives: so each time that it is given can be noted,
 * with or without a time. In parts with a lock each, held for a look. Thread-safe.
 */
final class ArrivalTable {

  /** What there is no time for. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final int PARTS = 64;

  private final Part[] parts = new Part[PARTS];

  ArrivalTable() {
    for (int index = 0; index < PARTS; index++) {
      parts[index] = new Part();
    }
  }

  private Part part(int hash) {
    return parts[(hash ^ (hash >>> 16)) & (PARTS - 1)];
  }

  void add(Object task, long nowNanos) {
    int hash = System.identityHashCode(task);
    part(hash).add(task, hash, nowNanos);
  }

  /**
   * Notes that a task came of which no time is taken, if it is known: a time that is taken later is
   * not this one's.
   */
  void addToKnown(Object task) {
    int hash = System.identityHashCode(task);
    Part part = part(hash);
    if (part.size > 0) {
      part.addToKnown(task, hash);
    }
  }

  /** Takes out when a task came; {@link #UNKNOWN} if it is not there. */
  long take(Object task) {
    int hash = System.identityHashCode(task);
    Part part = part(hash);
    return part.size == 0 ? UNKNOWN : part.find(task, hash, true);
  }

  /** When a task came; {@link #UNKNOWN} if it is not there. */
  long find(Object task) {
    int hash = System.identityHashCode(task);
    return part(hash).find(task, hash, false);
  }

  /** Forgets tasks that are collected. */
  void purge() {
    for (Part part : parts) {
      part.purge();
    }
  }

  /**
   * Forgets times before one: what came then has started or was taken out, and nobody has seen it.
   * Left there, such a time would be taken for the next of the same task, and that one's for the
   * next, for ever.
   */
  void forgetBefore(long nanos) {
    for (Part part : parts) {
      part.forgetBefore(nanos);
    }
  }

  /** How many tasks are known. */
  int size() {
    int size = 0;
    for (Part part : parts) {
      size += part.size;
    }
    return size;
  }

  private static final class Entry extends WeakReference<Object> {

    private final int hash;

    /** Guarded by the part, as are the others. */
    private long sinceNanos;

    /** Whether it waits: not always so where it was there several times. */
    private boolean isWaiting = true;

    /** The times after that; null if it never was there several times. */
    private @Nullable ArrivalTimes later;

    private @Nullable Entry next;

    Entry(Object task, int hash, long sinceNanos) {
      super(task);
      this.hash = hash;
      this.sinceNanos = sinceNanos;
    }

    void add(long nanos) {
      if (!isWaiting) {
        sinceNanos = nanos;
        isWaiting = true;
        return;
      }
      if (later == null) {
        later = new ArrivalTimes();
      }
      later.add(nanos);
    }

    /** Goes on to the next time; false if it needn't be known any more. */
    boolean advance() {
      if (later == null) {
        return false;
      }
      isWaiting = !later.isEmpty();
      sinceNanos = isWaiting ? later.take() : UNKNOWN;
      return true;
    }

    boolean isBefore(long nanos) {
      return isWaiting && (sinceNanos == UNKNOWN || sinceNanos - nanos < 0);
    }
  }

  private static final class Part {

    private static final int FIRST_LENGTH = 8;

    /** Guarded by this, a power of two long. */
    private @Nullable Entry[] chains = new Entry[FIRST_LENGTH];

    /** Written under this; who reads 0 without it has nothing that came before to find. */
    private volatile int size;

    private int place(int hash) {
      return ((hash >>> 6) ^ (hash >>> 22)) & (chains.length - 1);
    }

    synchronized void add(Object task, int hash, long nowNanos) {
      for (Entry entry = chains[place(hash)]; entry != null; entry = entry.next) {
        if (entry.hash == hash && entry.refersTo(task)) {
          entry.add(nowNanos);
          return;
        }
      }
      insertNew(task, hash, nowNanos);
    }

    synchronized void addToKnown(Object task, int hash) {
      for (Entry entry = chains[place(hash)]; entry != null; entry = entry.next) {
        if (entry.hash == hash && entry.refersTo(task)) {
          entry.add(UNKNOWN);
          return;
        }
      }
    }

    private void insertNew(Object task, int hash, long nowNanos) {
      if (size >= chains.length) {
        rebuild(chains.length * 2);
      }
      insert(new Entry(task, hash, nowNanos));
      grow(1);
    }

    private void insert(Entry added) {
      int place = place(added.hash);
      added.next = chains[place];
      chains[place] = added;
    }

    synchronized long find(Object task, int hash, boolean removes) {
      int place = place(hash);
      Entry before = null;
      for (Entry entry = chains[place]; entry != null; entry = entry.next) {
        if (entry.hash == hash && entry.refersTo(task)) {
          long sinceNanos = entry.sinceNanos;
          if (removes && entry.isWaiting && !entry.advance()) {
            unlink(place, entry, before);
          }
          return sinceNanos;
        }
        before = entry;
      }
      return UNKNOWN;
    }

    private void unlink(int place, Entry entry, @Nullable Entry before) {
      if (before == null) {
        chains[place] = entry.next;
      } else {
        before.next = entry.next;
      }
      grow(-1);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void grow(int by) {
      size += by;
    }

    synchronized void forgetBefore(long nanos) {
      for (int place = 0; place < chains.length && size > 0; place++) {
        Entry before = null;
        for (Entry entry = chains[place]; entry != null; entry = entry.next) {
          boolean isLeft = true;
          while (isLeft && entry.isBefore(nanos)) {
            isLeft = entry.advance();
          }
          if (isLeft) {
            before = entry;
          } else {
            unlink(place, entry, before);
          }
        }
      }
    }

    synchronized void purge() {
      if (size > 0) {
        int length = chains.length;
        while (length > FIRST_LENGTH && size < length / 4) {
          length /= 2;
        }
        rebuild(length);
      }
    }

    private void rebuild(int length) {
      @Nullable Entry[] old = chains;
      chains = new Entry[length];
      int kept = 0;
      for (Entry head : old) {
        Entry entry = head;
        while (entry != null) {
          Entry next = entry.next;
          if (!entry.refersTo(null)) {
            insert(entry);
            kept++;
          }
          entry = next;
        }
      }
      size = kept;
    }
  }
}
