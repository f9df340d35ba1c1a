package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.util.function.IntSupplier;

/**
 * How many events a worker claims at once. A batch saves claims, but events that are claimed can't
 * be given to other workers any more, be they idle or added later. So a claim takes a single event
 * unless handlers are quick (a batch should take at most {@link #MAX_BATCH_NANOS}) and the backlog
 * has enough for all workers. Confined to the worker's thread.
 */
final class BatchSize {

  private static final long MAX_BATCH_NANOS = 50_000;

  private final RingBuffer<?> ring;
  private final IntSupplier targetWorkers;
  private final int most;

  /** Events of the next claim at most: doubled after quick batches, halved after slow ones. */
  private int limit = 1;

  BatchSize(RingBuffer<?> ring, IntSupplier targetWorkers, int most) {
    this.ring = ring;
    this.targetWorkers = targetWorkers;
    this.most = most;
  }

  int limit() {
    return limit;
  }

  /** Whether {@link #adapt} is to be told how long batches take. */
  boolean canGrow() {
    return most > 1;
  }

  /** The last sequence to claim, where {@code last + 1} is published. */
  long endOfClaim(long last) {
    long end = last + 1;
    if (limit > 1) {
      long highest = last + shareOfRing(last);
      while (end < highest && ring.isAvailable(end + 1)) {
        end++;
      }
    }
    return end;
  }

  /** This worker's share of what was reserved after a sequence, up to the limit; may be 0. */
  long shareOfRing(long last) {
    int workers = Math.max(1, targetWorkers.getAsInt());
    long share = (ring.getCursor() - last) / (2L * workers);
    return Math.min(limit, share);
  }

  void adapt(int size, long tookNanos) {
    if (tookNanos > MAX_BATCH_NANOS) {
      limit = Math.max(1, limit / 2);
    } else if (size == limit && 4 * tookNanos < MAX_BATCH_NANOS) {
      limit = Math.min(most, limit * 2);
    }
  }
}
