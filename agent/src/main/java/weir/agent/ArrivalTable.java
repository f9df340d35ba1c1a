package weir.agent;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * When tasks came, by the tasks themselves: by what they are, and not by what they say they are
 * equal to. They are held weakly: one that the program takes out of a queue unseen is forgotten
 * once it is collected. A task may be in it several times; the first to come is the first to go. In
 * parts with a lock each, held for a look. Thread-safe.
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
    part(hash).add(new Entry(task, hash, nowNanos));
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

  int size() {
    int size = 0;
    for (Part part : parts) {
      size += part.size;
    }
    return size;
  }

  private static final class Entry extends WeakReference<Object> {

    private final int hash;
    private final long sinceNanos;

    /** Guarded by the part. */
    private @Nullable Entry next;

    Entry(Object task, int hash, long sinceNanos) {
      super(task);
      this.hash = hash;
      this.sinceNanos = sinceNanos;
    }
  }

  private static final class Part {

    /** One task that is given over and over would make a chain that takes ever longer to walk. */
    private static final int LONGEST_CHAIN = 64;

    private static final int FIRST_LENGTH = 8;

    /** Guarded by this, a power of two long. */
    private @Nullable Entry[] chains = new Entry[FIRST_LENGTH];

    /** Written under this; who reads 0 without it has nothing that came before to find. */
    private volatile int size;

    private int place(int hash) {
      return ((hash >>> 6) ^ (hash >>> 22)) & (chains.length - 1);
    }

    synchronized void add(Entry added) {
      if (size >= chains.length) {
        rebuild(chains.length * 2);
      }
      if (append(added)) {
        grow(1);
      }
    }

    /** At the end: of the same task, the first comes first. False if there are too many. */
    private boolean append(Entry added) {
      int place = place(added.hash);
      Entry last = chains[place];
      if (last == null) {
        chains[place] = added;
        return true;
      }
      int length = 1;
      while (last.next != null) {
        last = last.next;
        length++;
      }
      if (length >= LONGEST_CHAIN) {
        return false;
      }
      last.next = added;
      return true;
    }

    synchronized long find(Object task, int hash, boolean removes) {
      int place = place(hash);
      Entry before = null;
      for (Entry entry = chains[place]; entry != null; entry = entry.next) {
        if (entry.hash == hash && entry.refersTo(task)) {
          if (removes) {
            unlink(place, entry, before);
          }
          return entry.sinceNanos;
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
          entry.next = null;
          if (!entry.refersTo(null) && append(entry)) {
            kept++;
          }
          entry = next;
        }
      }
      size = kept;
    }
  }
}
