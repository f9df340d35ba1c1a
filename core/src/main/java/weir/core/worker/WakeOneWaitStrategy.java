package weir.core.worker;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.core.fault.StackRoom;

/**
 * Wakes at most one parked worker per signal. The woken worker claims an event and wakes the next
 * if there are more, so that a burst costs as many wake-ups as it needs and one event costs one,
 * however many workers are idle.
 *
 * <p>Two pieces of state do it. The <em>idle set</em> has a bit for each worker that is parked or
 * about to park. The <em>search token</em> is held by the one worker that has been woken and has
 * not yet claimed; while somebody holds it, signals wake nobody. Whoever clears another worker's
 * bit holds the token and hands it to that worker. Whoever gives the token back looks once more for
 * work that was published in between, as those signals were left to the holder.
 *
 * <p>No wake-up is lost (Dekker): a publisher reserves its slot, an atomic update of the ring's
 * cursor, and later reads the idle set and the token (volatile); a worker sets its bit and gives
 * back the token, then a full fence, then reads the cursor. At least one of them sees the other. So
 * publishing needs no fence of its own, and a worker has to look for slots that are
 * <em>reserved</em>: the publisher of such a slot may have read the idle set already. While there
 * is one, workers that are about to park look again after {@link #awaitPublication a moment}.
 *
 * <p>The idea of waking a single searcher is that of the Go scheduler's spinning threads and of
 * ForkJoinPool's signalWork.
 */
final class WakeOneWaitStrategy implements WaitStrategy {

  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle THREADS = MethodHandles.arrayElementVarHandle(Thread[].class);
  private static final long BARRIER_POLL_NANOS = 100_000;
  private static final long MIN_PUBLICATION_POLL_NANOS = 20_000;
  private static final int MAX_PUBLICATION_POLL_SHIFT = 6;

  /** Longs around the idle set: publishers read it for each event, and nobody near may write. */
  private static final int PADDING = 16;

  /**
   * The idle set, with padding on both sides. A worker sets its bit; the worker or a holder of the
   * token clears it. Atomic RMW.
   */
  private final long[] idleWords;

  private final int endOfWords;

  /** Thread of each worker, stored (release) by the worker before its bit is set. */
  private final @Nullable Thread[] threads;

  /** The search token: 1 while somebody holds it. Padded, as publishers read it. */
  private final Sequence searching = new Sequence(0);

  /**
   * 1 while an ordered pool can't claim from the ring: see {@link KeyOrder}. Publishers need not
   * wake anybody then. Who opens the ring again wakes a worker, after a full fence. Padded.
   */
  private final Sequence ringShut = new Sequence(0);

  WakeOneWaitStrategy(int maxWorkers) {
    endOfWords = PADDING + (maxWorkers + Long.SIZE - 1) / Long.SIZE;
    idleWords = new long[endOfWords + PADDING];
    threads = new Thread[maxWorkers];
    wakeNobody();
  }

  /**
   * The JVM links code at its first use, which at the end of a stack would need much more of it.
   */
  private void wakeNobody() {
    WORDS.getAndBitwiseOr(idleWords, PADDING, 1L);
    wakeOne();
    giveBackToken();
  }

  /** Called by publishers after an event became available. They reserved it by an atomic update. */
  @Override
  public void signalAllWhenBlocking() {
    if (anyIdle() && !isRingShut()) {
      wakeOne();
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

  /**
   * Wakes one idle worker and hands it the token, unless there is a searcher already. The caller
   * has made a full fence or a volatile write since the work it wants done was reserved.
   */
  void wakeOne() {
    while (mustWake()) {
      // A thread whose stack ends in the middle would take the token with it for ever.
      StackRoom.requireToWake();
      if (!tryTakeToken()) {
        return;
      }
      int index = takeIdle();
      if (index >= 0) {
        LockSupport.unpark((Thread) THREADS.getAcquire(threads, index));
        return;
      }
      // Every bit was taken back by its worker. A worker may have gone idle since, while signals
      // were left to this holder: look again.
      giveBackToken();
    }
  }

  /**
   * Returns if the calling thread has enough of its stack left to publish, and to wake a worker
   * should one sleep. Called before a slot is reserved: what is published shall not go unheard.
   *
   * @throws StackOverflowError if it has not
   */
  void requireRoomToPublish() {
    if (mustWake()) {
      StackRoom.requireToPublishAndWake();
    } else {
      StackRoom.requireToPublish();
    }
  }

  private boolean mustWake() {
    return anyIdle() && searching.get() == 0;
  }

  /**
   * Makes the calling worker the searcher, unless there is one.
   *
   * @return whether the caller now holds the token
   */
  boolean tryTakeToken() {
    return searching.get() == 0 && searching.compareAndSet(0, 1);
  }

  /** Gives the token back. The caller then looks for work once more. */
  void giveBackToken() {
    searching.set(0);
    VarHandle.fullFence();
  }

  /** Enters the calling worker in the idle set, with a full fence. */
  void enterIdle(int index) {
    THREADS.setRelease(threads, index, Thread.currentThread());
    WORDS.getAndBitwiseOr(idleWords, wordOf(index), 1L << index);
    VarHandle.fullFence();
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

  boolean isIdle(int index) {
    return ((long) WORDS.getVolatile(idleWords, wordOf(index)) & (1L << index)) != 0;
  }

  /**
   * Takes the calling worker out of the idle set.
   *
   * @return false if a signaller was faster: the caller now holds the token
   */
  boolean leaveIdle(int index) {
    return clear(index);
  }

  private static int wordOf(int index) {
    return PADDING + index / Long.SIZE;
  }

  private boolean clear(int index) {
    long bit = 1L << index;
    return ((long) WORDS.getAndBitwiseAnd(idleWords, wordOf(index), ~bit) & bit) != 0;
  }

  private boolean anyIdle() {
    for (int word = PADDING; word < endOfWords; word++) {
      if ((long) WORDS.getVolatile(idleWords, word) != 0) {
        return true;
      }
    }
    return false;
  }

  private int takeIdle() {
    for (int word = PADDING; word < endOfWords; word++) {
      long bits;
      while ((bits = (long) WORDS.getVolatile(idleWords, word)) != 0) {
        int index = (word - PADDING) * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (clear(index)) {
          return index;
        }
      }
    }
    return -1;
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
