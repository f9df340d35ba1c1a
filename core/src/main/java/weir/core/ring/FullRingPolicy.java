package weir.core.ring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a publisher does when every slot holds an event that no worker has claimed yet. */
public sealed interface FullRingPolicy
    permits FullRingPolicy.Reject, FullRingPolicy.Block, FullRingPolicy.BlockUpTo {

  /**
   * How long a publisher waits for room at most.
   *
   * @return nanoseconds; 0 for not at all, {@link Long#MAX_VALUE} for as long as it takes
   */
  long maxWaitNanos();

  /** Answers {@link PublishOutcome#RING_FULL} at once. */
  record Reject() implements FullRingPolicy {
    @Override
    public long maxWaitNanos() {
      return 0;
    }
  }

  /** Waits until there is a slot, the ring closes, or the thread is interrupted. */
  record Block() implements FullRingPolicy {
    @Override
    public long maxWaitNanos() {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Waits as {@link Block} does, but answers {@link PublishOutcome#RING_FULL} after a time.
   *
   * @param timeout how long to wait at most, above 0
   */
  record BlockUpTo(Duration timeout) implements FullRingPolicy {

    /** Checks the timeout. */
    public BlockUpTo {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(
            "the timeout of a full ring must be above 0, and "
                + timeout
                + " is not: reject at once instead");
      }
    }

    @Override
    public long maxWaitNanos() {
      return TimeUnit.NANOSECONDS.convert(timeout);
    }
  }
}
