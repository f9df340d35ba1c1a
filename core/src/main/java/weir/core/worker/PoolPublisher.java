package weir.core.worker;

import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.RingBuffer;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import weir.core.fault.Reservations;

/**
 * A pool's own way into its ring, which knows whether the pool is closed. A slot once reserved is
 * always published, filled or withdrawn: a reservation can't be given back, and a slot that is
 * never published stops all that come after it. Thread-safe.
 */
final class PoolPublisher<E> {

  private static final long MIN_PAUSE_NANOS = 1_000;
  private static final long MAX_PAUSE_NANOS = 500_000;

  private final RingBuffer<E> ring;
  private final Reservations reservations;
  private final Withdrawals withdrawals;

  /** Set once. Pairs, through full fences on both sides, with the reservation in tryPublish. */
  private volatile boolean closed;

  PoolPublisher(RingBuffer<E> ring, Withdrawals withdrawals) {
    this.ring = ring;
    this.reservations = new Reservations(ring);
    this.withdrawals = withdrawals;
  }

  void close() {
    closed = true;
    VarHandle.fullFence();
  }

  PublishResult tryPublish(EventTranslator<? super E> translator) {
    if (closed) {
      return PublishResult.CLOSED;
    }
    long sequence = reservations.tryNext();
    if (sequence == Reservations.RING_FULL) {
      return PublishResult.RING_FULL;
    }
    boolean filled = false;
    try {
      if (!closed) {
        translator.translateTo(ring.get(sequence), sequence);
        filled = true;
      }
    } finally {
      if (!filled) {
        withdrawals.add(sequence);
      }
      ring.publish(sequence);
    }
    return filled ? PublishResult.ACCEPTED : PublishResult.CLOSED;
  }

  /** Workers do not signal room, which would cost each of their claims; so publishers poll. */
  PublishResult publish(
      EventTranslator<? super E> translator, Duration maxWait, BooleanSupplier isOwnThread)
      throws InterruptedException {
    long startedNanos = System.nanoTime();
    long maxWaitNanos = Waits.toNanos(maxWait);
    long pauseNanos = MIN_PAUSE_NANOS;
    PublishResult result = tryPublish(translator);
    if (result == PublishResult.RING_FULL && isOwnThread.getAsBoolean()) {
      throw new IllegalStateException(
          "the ring is full, and a handler, listener or factory can't wait until its own pool makes"
              + " room: use tryPublish, or publish on another thread");
    }
    while (result == PublishResult.RING_FULL) {
      long leftNanos = maxWaitNanos - (System.nanoTime() - startedNanos);
      if (leftNanos <= 0) {
        return result;
      }
      Waits.pause(Math.min(leftNanos, pauseNanos));
      pauseNanos = Math.min(MAX_PAUSE_NANOS, pauseNanos * 2);
      result = tryPublish(translator);
    }
    return result;
  }
}
