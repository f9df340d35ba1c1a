package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.concurrent.locks.LockSupport;

/**
 * Held for some tens of nanoseconds, by one worker after the other, without an object made for
 * those that wait. Who finds it taken looks again for a while, gives way, and then sleeps for a
 * moment at a time: the holder may have lost its processor, or may be stuck in what the user has
 * supplied. Not reentrant, and not fair.
 */
final class ClaimLock {

  private static final int SPINS = 100;
  private static final int YIELDS = 10;
  private static final long MIN_PAUSE_NANOS = 20_000;
  private static final int MAX_PAUSE_SHIFT = 5;

  /** 1 while it is held. Padded. CAS to take it, release store to give it back. */
  private final Sequence held = new Sequence(0);

  void acquire() {
    for (int tries = 0; !tryAcquire(); tries++) {
      await(tries);
    }
  }

  void release() {
    held.set(0);
  }

  private boolean tryAcquire() {
    return held.get() == 0 && held.compareAndSet(0, 1);
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on what a yield does
  private void await(int tries) {
    if (tries < SPINS) {
      Thread.onSpinWait();
    } else if (tries < SPINS + YIELDS) {
      Thread.yield();
    } else {
      int shift = Math.min(tries - SPINS - YIELDS, MAX_PAUSE_SHIFT);
      LockSupport.parkNanos(this, MIN_PAUSE_NANOS << shift);
      // A pending interrupt would keep park from blocking.
      Thread.interrupted();
    }
  }
}
