package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;
import weir.http.time.Deadline;

/**
 * A partition while it is this process': what has been taken of it, and what of that has ended.
 * Thread-safe.
 */
final class PartitionShare {

  /**
   * What is to be said to the broker.
   *
   * @param of whose it is
   * @param offsets what has ended
   * @param ended how many have ended here
   */
  record Mark(PartitionShare of, EndedOffsets offsets, long ended) {

    /** Whether the broker knows less than that. */
    boolean isNews() {
      return of.isNews(offsets);
    }

    /** The broker has taken it. */
    void confirmed() {
      of.confirmed(this);
    }
  }

  /** With what the next poll may bring, no more than can be kept. */
  static final int FULL = EndedOffsets.MOST_BITS - 2 * ClientProperties.POLLED_RECORDS;

  /** All below have ended. */
  @GuardedBy("this")
  private long before;

  /** Ended ones from there on. */
  @GuardedBy("this")
  private BitSet behind;

  /** The first that has not been taken. */
  @GuardedBy("this")
  private long next;

  @GuardedBy("this")
  private int running;

  /** It is another's, or will be. */
  @GuardedBy("this")
  private boolean givenUp;

  @GuardedBy("this")
  private long ended;

  @GuardedBy("this")
  private long confirmed;

  /** What was last said to the broker. */
  @GuardedBy("this")
  private EndedOffsets marked;

  PartitionShare(EndedOffsets found) {
    before = found.before();
    behind = found.behind();
    next = before;
    marked = found;
  }

  /**
   * Takes a record in the order of offsets.
   *
   * @return false if its event has ended already
   */
  synchronized boolean take(long offset) {
    if (offset < next) {
      return false;
    }
    // Where there is no record, none is waited for.
    behind.set((int) (next - before), (int) (offset - before));
    next = offset + 1;
    return !behind.get((int) (offset - before));
  }

  /** Whether an event may still be handled here. If so, {@link #end} has to follow. */
  synchronized boolean begin() {
    if (givenUp) {
      return false;
    }
    running++;
    return true;
  }

  /** An event is no longer at a worker; it has ended, or is to be handled again by another. */
  synchronized void end(long offset, boolean hasEnded) {
    running--;
    if (hasEnded) {
      behind.set((int) (offset - before));
      ended++;
    }
    notifyAll();
  }

  /** No event of it begins here any more. */
  synchronized void giveUp() {
    givenUp = true;
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  /** Waits until no event of it is at a worker. */
  synchronized boolean awaitNone(Deadline deadline) throws InterruptedException {
    while (running > 0) {
      if (!deadline.await(this)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether so much has been taken behind an event that has not ended that ends of more could not
   * be kept: they would be handled again by whoever has the partition next.
   */
  synchronized boolean isFull() {
    if (next - before < FULL) {
      return false;
    }
    advance();
    return next - before >= FULL;
  }

  /** What is to be said to the broker now. */
  synchronized Mark mark() {
    advance();
    return new Mark(this, EndedOffsets.of(before, behind), ended);
  }

  @GuardedBy("this")
  private void advance() {
    int more = Math.min(behind.nextClearBit(0), (int) (next - before));
    if (more > 0) {
      behind = behind.get(more, Math.max(more, behind.length()));
      before += more;
    }
  }

  private synchronized boolean isNews(EndedOffsets offsets) {
    return !offsets.equals(marked);
  }

  private synchronized void confirmed(Mark mark) {
    marked = mark.offsets;
    confirmed = Math.max(confirmed, mark.ended);
  }

  /** How many have ended here that the broker does not know of. */
  synchronized long unconfirmed() {
    return ended - confirmed;
  }
}
