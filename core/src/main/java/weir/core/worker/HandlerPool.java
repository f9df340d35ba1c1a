package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Handles the events of a ring, with a limit on how many at once that can be changed at any moment.
 *
 * <p>Every published event is handled exactly once, whatever the resizes. An event is claimed only
 * when it is published, and copied out of its slot before it is handled: a slow or stuck handler
 * does not hold up publishers.
 *
 * <p>A pool makes its own ring, because the ring's wait strategy and gating sequence are parts of
 * the algorithm. Publish to {@link #ring()} with any of Disruptor's {@code tryPublish…} methods.
 * ({@code next()} and {@code publishEvent} work too, but while they wait in a full ring, {@link
 * PoolCounts#reserved()} already counts them.)
 *
 * <p>A pool starts with a target of 0; {@link #resizeTo} starts it. All methods are thread-safe.
 *
 * @param <E> type of the events
 */
public sealed interface HandlerPool<E> extends AutoCloseable
    permits ElasticWorkerPool, TaskPerEventPool {

  /**
   * The ring to publish to.
   *
   * @return the ring, gated by this pool
   */
  RingBuffer<E> ring();

  /**
   * Sets how many events may be handled at once, and returns at once. Events being handled are
   * finished; that may leave more workers than the target for a while.
   *
   * @param workers the new target, from 0 (a pause: nothing is handled, nothing is lost) to {@link
   *     #maxWorkers()}
   * @throws IllegalArgumentException if the target is out of range; nothing changes
   * @throws IllegalStateException if the pool is closed
   */
  void resizeTo(int workers);

  /**
   * Upper limit of a resize.
   *
   * @return the limit that the pool was built with
   */
  int maxWorkers();

  /**
   * Target of the last resize.
   *
   * @return the workers asked for
   */
  int requestedWorkers();

  /**
   * Workers, or tasks, that are alive now, including those that leave after their current event.
   *
   * @return the workers there are
   */
  int effectiveWorkers();

  /**
   * Counts every event once. No figure is negative, and {@code claimed = completed + failed +
   * skipped + inFlight} by construction. The figures are those of one moment, unless claims come so
   * fast that no moment can be caught; then the later ones of them are microseconds ahead.
   *
   * @return the counts
   */
  PoolCounts counts();

  /**
   * Waits until every event published so far has ended, for as long as there are workers to do it.
   * Publishers should have stopped.
   *
   * @param timeout how long to wait at most
   * @return true if nothing is left; false at the timeout, or at once if the pool is paused
   * @throws InterruptedException if the calling thread is interrupted
   */
  default boolean awaitDrained(Duration timeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    long timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
    while (true) {
      PoolCounts counts = counts();
      if (counts.backlog() == 0 && counts.inFlight() == 0) {
        return true;
      }
      boolean paused = requestedWorkers() == 0 && effectiveWorkers() == 0;
      if (paused || System.nanoTime() - startNanos >= timeoutNanos) {
        return false;
      }
      Polling.pause();
    }
  }

  /**
   * Lets every worker leave after its current event, and does not wait for that. Events that no
   * worker has claimed stay in the ring. Idempotent.
   */
  @Override
  void close();

  /**
   * Closes, and waits until every worker has left.
   *
   * @param timeout how long to wait at most; a worker stuck in its handler is left behind
   * @return true if all workers have left
   * @throws InterruptedException if the calling thread is interrupted; the workers leave all the
   *     same
   */
  default boolean close(Duration timeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    long timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
    close();
    while (effectiveWorkers() > 0) {
      if (System.nanoTime() - startNanos >= timeoutNanos) {
        return false;
      }
      Polling.pause();
    }
    return true;
  }

  /** How the methods above wait: nobody signals the end of a drain, it would cost every event. */
  final class Polling {

    private static final long POLL_NANOS = 500_000;

    private Polling() {}

    private static void pause() throws InterruptedException {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
