package weir.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.bench.contender.Publisher;

/** One thread that publishes for a time, as fast as there is room or at a pace. */
final class Producer implements Runnable {

  /**
   * How a producer waits for room, whatever the contender: looks for a while, then pauses for as
   * long as a part of the backlog lasts at the rate so far. A fixed pause would wake it for a
   * handful of events where handlers take a microsecond, and starve those that take none.
   */
  private static final int LOOKS = 32;

  private static final int PAUSES_PER_BACKLOG = 4;
  private static final long MIN_PAUSE_NANOS = 20_000;
  private static final long MAX_PAUSE_NANOS = 5_000_000;

  /** Events between two looks at the clock. */
  private static final int CHUNK = 64;

  private final Publisher publisher;
  private final CountDownLatch start;
  private final long lastingNanos;
  private final @Nullable Histogram lateness;
  private final long gapNanos;
  private final int backlog;
  private long next;
  private long startNanos;
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
      int backlog,
      @Nullable Histogram lateness) {
    this.publisher = publisher;
    this.start = start;
    this.lastingNanos = lastingNanos;
    this.lateness = lateness;
    this.gapNanos = gapNanos;
    this.backlog = backlog;
    next = first;
  }

  /** Publishes the numbers from {@code first} on. */
  static Producer saturating(
      Publisher publisher, CountDownLatch start, long lastingNanos, long first, int backlog) {
    return new Producer(publisher, start, lastingNanos, first, 0, backlog, null);
  }

  /** Publishes the time at a fixed pace, and records how late it was itself. */
  static Producer paced(
      Publisher publisher,
      CountDownLatch start,
      long lastingNanos,
      long gapNanos,
      int backlog,
      Histogram lateness) {
    return new Producer(publisher, start, lastingNanos, 0, gapNanos, backlog, lateness);
  }

  @Override
  public void run() {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts producers", e);
    }
    startNanos = System.nanoTime();
    deadlineNanos = startNanos + lastingNanos;
    if (lateness != null) {
      publishAtPace(lateness);
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

  private void publishAtPace(Histogram lateness) {
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
        LockSupport.parkNanos(pauseNanos());
      } else {
        return false;
      }
    }
    return true;
  }

  private long pauseNanos() {
    double nanosPerEvent = (double) (System.nanoTime() - startNanos) / Math.max(1, published);
    long pauseNanos = (long) (nanosPerEvent * backlog / PAUSES_PER_BACKLOG);
    return Math.clamp(pauseNanos, MIN_PAUSE_NANOS, MAX_PAUSE_NANOS);
  }

  long published() {
    return published;
  }

  long checksum() {
    return checksum;
  }
}
