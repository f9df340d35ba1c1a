package weir.core.worker;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes at most one parked worker per signal. The woken worker claims an event and wakes the next
 * if there are more, so that a burst costs as many wake-ups as it needs and one event costs one,
 * however many workers are idle. How, and why no wake-up is lost, is said in {@link SearchToken}.
 */
final class WakeOneWaitStrategy implements WaitStrategy {

  private static final long BARRIER_POLL_NANOS = 100_000;
  private static final long MIN_PUBLICATION_POLL_NANOS = 20_000;
  private static final int MAX_PUBLICATION_POLL_SHIFT = 6;

  /** Publishers look here first, for each event: as few hops away as can be. */
  private final IdleSet idle;

  private final SearchToken token;

  /**
   * 1 while an ordered pool can't claim from the ring: see {@link KeyOrder}. Publishers need not
   * wake anybody then. Who opens the ring again wakes a worker, after a full fence. Padded.
   */
  private final Sequence ringShut = new Sequence(0);

  WakeOneWaitStrategy(int maxWorkers) {
    idle = new IdleSet(maxWorkers);
    token = new SearchToken(idle);
  }

  /** Called by publishers after an event became available. They reserved it by an atomic update. */
  @Override
  public void signalAllWhenBlocking() {
    if (!idle.isEmpty() && !isRingShut()) {
      token.wakeOne();
    }
  }

  boolean isRingShut() {
    return ringShut.get() != 0;
  }

  void shutRing() {
    ringShut.set(1);
  }

  void openRing() {
    ringShut.set(0);
  }

  /** See {@link SearchToken#wakeOne()}. */
  void wakeOne() {
    token.wakeOne();
  }

  /** The part that the worker at a place has in it. */
  SearchToken.Search searchAt(int place) {
    return token.searchAt(place);
  }

  /**
   * How an idle worker waits for a slot that is reserved and not yet published. It takes a
   * publisher nanoseconds to get from one to the other, unless it loses its processor in between.
   *
   * @param looks how often the worker has waited for it before
   */
  static void awaitPublication(Object blocker, int looks) {
    LockSupport.parkNanos(
        blocker, MIN_PUBLICATION_POLL_NANOS << Math.min(looks, MAX_PUBLICATION_POLL_SHIFT));
  }

  /**
   * For other consumers on the same ring, which wait through a barrier: signals are for the pool's
   * workers, so these poll.
   */
  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException {
    long available;
    while ((available = dependentSequence.get()) < sequence) {
      barrier.checkAlert();
      LockSupport.parkNanos(BARRIER_POLL_NANOS);
    }
    return available;
  }
}
