package weir.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.bench.contender.Publisher;

/** One thread that publishes for a time, as fast as there is room or at a pace. */
final class Producer implements Runnable {

  /** How a producer waits for room, whatever the contender: looks for a while, then pauses. */
  private static final int LOOKS = 32;

  private static final long PAUSE_NANOS = 100_000;

  /** Events between two looks at the clock. */
  private static final int CHUNK = 64;

  private final Publisher publisher;
  private final CountDownLatch start;
  private final long lastingNanos;
  private final @Nullable Histogram lateness;
  private final long gapNanos;
  private long next;
  private long deadlineNanos;

  // Read after the thread was joined.
  private long published;
  private long checksum;

  private Producer(
      Publisher publisher,
      CountDownLatch start,
      long lastingNanos,
      long first,
      long gapNanos,
      @Nullable Histogram lateness) {
    this.publisher = publisher;
    this.start = start;
    this.lastingNanos = lastingNanos;
    this.lateness = lateness;
    this.gapNanos = gapNanos;
    next = first;
  }

  /** Publishes the numbers from {@code first} on. */
  static Producer saturating(
      Publisher publisher, CountDownLatch start, long lastingNanos, long first) {
    return new Producer(publisher, start, lastingNanos, first, 0, null);
  }

  /** Publishes the time at a fixed pace, and records how late it was itself. */
  static Producer paced(
      Publisher publisher,
      CountDownLatch start,
      long lastingNanos,
      long gapNanos,
      Histogram lateness) {
    return new Producer(publisher, start, lastingNanos, 0, gapNanos, lateness);
  }

  @Override
  public void run() {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts producers", e);
    }
    long startNanos = System.nanoTime();
    deadlineNanos = startNanos + lastingNanos;
    if (lateness != null) {
      publishAtPace(startNanos, lateness);
    } else {
      while (System.nanoTime() < deadlineNanos && publishChunk()) {
        // The chunk was the work.
      }
    }
  }

  private boolean publishChunk() {
    for (int event = 0; event < CHUNK; event++) {
      if (!publish(next)) {
        return false;
      }
      next++;
    }
    return true;
  }

  private void publishAtPace(long startNanos, Histogram lateness) {
    for (long due = startNanos; due < deadlineNanos; due += gapNanos) {
      long now;
      while ((now = System.nanoTime()) < due) {
        Thread.onSpinWait();
      }
      lateness.recordValue(now - due);
      if (!publish(now)) {
        return;
      }
    }
  }

  private boolean publish(long value) {
    if (!publisher.offer(value) && !publishWhenThereIsRoom(value)) {
      return false;
    }
    published++;
    checksum += Checksum.of(value);
    return true;
  }

  private boolean publishWhenThereIsRoom(long value) {
    int looks = 0;
    while (!publisher.offer(value)) {
      if (++looks < LOOKS) {
        Thread.onSpinWait();
      } else if (System.nanoTime() < deadlineNanos) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else {
        return false;
      }
    }
    return true;
  }

  long published() {
    return published;
  }

  long checksum() {
    return checksum;
  }
}
