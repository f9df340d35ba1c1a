package weir.core.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The segments in use: one that takes events, those before it, and empty ones held ready. Appending
 * is done under one short lock, and calls the system for nothing. Thread-safe.
 */
final class Segments {

  /** Those with events, rising, with the active one last. Replaced under the lock. */
  private volatile Segment[] used;

  @GuardedBy("this")
  private @Nullable Segment active;

  @GuardedBy("this")
  private final ArrayDeque<Segment> spares = new ArrayDeque<>();

  @GuardedBy("this")
  private final ByteBuffer head = Frame.head();

  @GuardedBy("this")
  private boolean closed;

  /** Events appended by this process. Written under the lock. */
  private volatile long appendedEntries;

  /** What to answer where there is no room. The keeper writes it. */
  private volatile long noRoom = DiskJournal.FULL;

  /** Whether a spare is wanted; set under the lock, and taken back by the keeper. */
  private volatile boolean wanting;

  /** Whether an event was turned away as the disk is behind. Written under the lock. */
  private volatile boolean crowded;

  /** Whether an event was turned away since the last spare. Written under the lock. */
  private volatile boolean lacking;

  Segments(List<Segment> earlier, @Nullable Segment active, List<Segment> spares) {
    used = earlier.toArray(Segment[]::new);
    this.active = active;
    this.spares.addAll(spares);
    if (active != null && !active.open()) {
      throw new IllegalStateException("there is no memory for the first segment");
    }
  }

  /** As {@link DiskJournal#append}, but that the journal may have failed. */
  long append(byte[] payload, CRC32C begun, long acceptedEpochMicros) {
    synchronized (this) {
      if (closed) {
        return DiskJournal.FAILED;
      }
      @Nullable Segment into = active;
      if (into == null || !into.hasRoom(payload.length)) {
        into = next();
        if (into == null) {
          return crowded ? DiskJournal.FULL : noRoom;
        }
      }
      long id = into.append(payload, begun, acceptedEpochMicros, head);
      appendedEntries = appendedEntries + 1;
      return id;
    }
  }

  @GuardedBy("this")
  private @Nullable Segment next() {
    wanting = true;
    @Nullable Segment next = spares.peek();
    lacking = next == null;
    crowded = next != null && !next.open();
    if (next == null || crowded) {
      return null;
    }
    spares.remove();
    Segment[] more = Arrays.copyOf(used, used.length + 1);
    more[used.length] = next;
    active = next;
    used = more;
    return next;
  }

  /** Whether a spare was asked for since the last call. */
  boolean takeWanting() {
    boolean was = wanting;
    wanting = false;
    return was;
  }

  boolean isWanting() {
    return wanting;
  }

  /** Whether there is no memory for events until more are forced. */
  boolean isCrowded() {
    return crowded;
  }

  boolean isShort() {
    return lacking;
  }

  synchronized void addSpare(Segment spare) {
    lacking = false;
    spares.add(spare);
  }

  synchronized int spares() {
    return spares.size();
  }

  void setNoRoom(long answer) {
    noRoom = answer;
  }

  long appendedEntries() {
    return appendedEntries;
  }

  /** Those with events, rising. Nobody changes the array. */
  Segment[] used() {
    return used;
  }

  /** The first of those with events, if it takes no more. */
  synchronized @Nullable Segment oldestFull() {
    return used.length == 0 || isActive(used[0]) ? null : used[0];
  }

  @GuardedBy("this")
  @SuppressWarnings("ReferenceEquality")
  private boolean isActive(Segment segment) {
    return segment == active;
  }

  synchronized void removeOldest() {
    used = Arrays.copyOfRange(used, 1, used.length);
  }

  /** The segment with an event; null if there is none. */
  @Nullable Segment of(long id) {
    Segment[] all = used;
    long number = id >> SegmentHeader.INDEX_BITS;
    int low = 0;
    int high = all.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = all[middle].number();
      if (found == number) {
        return all[middle];
      }
      if (found < number) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** Takes no more events. */
  synchronized void close() {
    closed = true;
  }

  /** Knows no event any more. */
  synchronized void forget() {
    spares.forEach(Segment::letGo);
    for (Segment segment : used) {
      segment.letGo();
    }
    used = new Segment[0];
  }
}
