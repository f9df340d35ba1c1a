package weir.desktop.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The past in slots of one length. A slot that ends is kept here, and added to the open slot of the
 * next coarser level. Confined to one thread.
 */
final class SlotLevel {

  private final SlotResolution resolution;
  private final @Nullable SlotLevel finer;
  private final SlotSum open = new SlotSum();
  private final SlotQueue closed = new SlotQueue();
  private @Nullable SlotLevel coarser;
  private long bytes;

  /** Creates a level that is fed by the next finer one, if there is one. */
  SlotLevel(SlotResolution resolution, @Nullable SlotLevel finer) {
    this.resolution = resolution;
    this.finer = finer;
    if (finer != null) {
      finer.coarser = this;
    }
  }

  SlotResolution resolution() {
    return resolution;
  }

  SlotQueue closed() {
    return closed;
  }

  SlotSum open() {
    return open;
  }

  long bytes() {
    return bytes;
  }

  void add(Sample sample) {
    closeBefore(sample.toNanos());
    open.add(sample);
  }

  private void add(SlotSum next) {
    closeBefore(next.toNanos());
    open.add(next);
  }

  private void closeBefore(long toNanos) {
    if (!open.isEmpty() && resolution.startOf(toNanos) != resolution.startOf(open.toNanos())) {
      close();
    }
  }

  private void close() {
    Slot slot = open.pack();
    closed.addLast(slot);
    bytes += slot.bytes();
    if (coarser != null) {
      coarser.add(open);
    }
    open.clear();
  }

  /** Ends the open slots of this and all coarser levels. */
  void flush() {
    if (!open.isEmpty()) {
      close();
    }
    if (coarser != null) {
      coarser.flush();
    }
  }

  void removeFirst() {
    bytes -= closed.removeFirst().bytes();
  }

  void clear() {
    open.clear();
    closed.clear();
    bytes = 0;
  }

  /** Whether the oldest closed slot is older than a time. */
  boolean goesBackBefore(long nanos) {
    return !closed.isEmpty() && closed.get(0).toNanos() < nanos;
  }

  /**
   * Visits the fewest slots that make up a stretch of time: each that ends in it, as a slot of this
   * level where all of that lies in the stretch, and finer at its edges and since the last one.
   *
   * @param from the stretch's start
   * @param to its end, not included
   */
  void visitCover(long from, long to, Consumer<Slot> action) {
    long tail = Long.MIN_VALUE;
    for (int i = closed.firstEndingFrom(from); i < closed.size(); i++) {
      Slot slot = closed.get(i);
      long start = resolution.startOf(slot.toNanos());
      if (start >= to) {
        return;
      }
      boolean inside = start >= from && start + resolution.slotNanos() <= to;
      if (!inside && finer != null && finer.reachesBackTo(slot)) {
        finer.visitCover(
            Math.max(from, slot.fromNanos() + 1), Math.min(to, slot.toNanos() + 1), action);
      } else if (inside || slot.toNanos() < to) {
        action.accept(slot);
      }
    }
    if (!closed.isEmpty()) {
      tail = closed.get(closed.size() - 1).toNanos() + 1;
    }
    visitTail(Math.max(from, tail), to, action);
  }

  /** Visits what has not come to this level yet. */
  private void visitTail(long from, long to, Consumer<Slot> action) {
    if (from >= to) {
      return;
    }
    if (finer != null) {
      finer.visitCover(from, to, action);
    } else if (!open.isEmpty() && open.toNanos() >= from && open.toNanos() < to) {
      action.accept(open.peek());
    }
  }

  /**
   * Visits the closed slots of this level that end in a stretch of time.
   *
   * @param from the stretch's start
   * @param to its end, not included
   * @param until no slot that starts here or later is visited
   * @return where the slots after those end, at the earliest
   */
  long visitClosed(long from, long to, long until, Consumer<Slot> action) {
    long next = from;
    for (int i = closed.firstEndingFrom(from); i < closed.size(); i++) {
      Slot slot = closed.get(i);
      if (slot.toNanos() >= to || slot.fromNanos() >= until) {
        break;
      }
      action.accept(slot);
      next = slot.toNanos() + 1;
    }
    return next;
  }

  /** Start of the oldest closed slot, {@link Long#MAX_VALUE} if there is none. */
  long head() {
    return closed.isEmpty() ? Long.MAX_VALUE : closed.get(0).fromNanos();
  }

  private boolean reachesBackTo(Slot slot) {
    return !closed.isEmpty() && closed.get(0).fromNanos() <= slot.fromNanos();
  }
}
