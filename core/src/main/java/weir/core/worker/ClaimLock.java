package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.concurrent.locks.LockSupport;

/**
 * Held for some tens of nanoseconds, by one worker after the other, without an object made for
 * those that wait. Who finds it taken looks again for about a microsecond, and then sleeps for a
 * moment at a time: the lock is all that the workers are busy with, and does not get faster by
 * another one; or the holder has lost its processor, or is stuck in what the user has supplied. Not
 * reentrant, and not fair.
 */
final class ClaimLock {

  /** Looks before the first sleep, each after twice as long a pause. */
  private static final int LOOKS = 3;

  private static final int FIRST_PAUSE_SPINS = 16;
  private static final long MIN_SLEEP_NANOS = 50_000;
  private static final int MAX_SLEEP_SHIFT = 4;

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

  private void await(int tries) {
    if (tries < LOOKS) {
      for (int spin = FIRST_PAUSE_SPINS << tries; spin > 0; spin--) {
        Thread.onSpinWait();
      }
    } else {
      int shift = Math.min(tries - LOOKS, MAX_SLEEP_SHIFT);
      LockSupport.parkNanos(this, MIN_SLEEP_NANOS << shift);
      // A pending interrupt would keep park from blocking.
      Thread.interrupted();
    }
  }
}
