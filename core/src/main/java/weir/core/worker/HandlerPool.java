package weir.core.worker;

import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import weir.core.fault.StackRoom;

/**
 * Handles the events of a ring, with a limit on how many at once that can be changed at any moment.
 *
 * <p>Every published event is handled exactly once, whatever the resizes. An event is claimed only
 * when it is published, and copied out of its slot before it is handled: a slow or stuck handler
 * does not hold up publishers.
 *
 * <p>A pool makes its own ring, because the ring's wait strategy and gating sequence are parts of
 * the algorithm. Publish with {@link #tryPublish} or {@link #publish}, which know whether the pool
 * is closed, or to the {@link #ring()} itself, which does not: it takes events after {@link
 * #close()} until it is full.
 *
 * <p>A pool starts with a target of 0; {@link #resizeTo} starts it. All methods are thread-safe,
 * and none but {@link #publish}, {@link #awaitDrained} and {@link #close(Duration)} waits for
 * anything. Handlers, factories and listeners may call all of them but {@code awaitDrained}; {@code
 * publish} and {@code close} then do not wait.
 *
 * @param <E> type of the events
 */
public sealed interface HandlerPool<E> extends AutoCloseable
    permits ElasticWorkerPool, TaskPerEventPool {

  /**
   * What the pool is called in thread names, metrics and flight recordings.
   *
   * @return the name it was built with
   */
  String name();

  /**
   * The ring, for publishers with needs of their own. Use its {@code tryPublish…} methods. ({@code
   * next()} and {@code publishEvent} wait in a full ring, for ever if the pool is closed, and
   * {@link PoolCounts#reserved()} already counts what waits there.) A publisher whose stack may be
   * nearly used up calls {@link #requireRoomToPublish()} before.
   *
   * @return the ring, gated by this pool
   */
  RingBuffer<E> ring();

  /**
   * Publishes an event if there is room, and returns at once.
   *
   * @param translator fills the event; if it throws, nothing is published, and the exception gets
   *     through
   * @return whether the event was taken
   */
  PublishResult tryPublish(EventTranslator<? super E> translator);

  /**
   * Publishes an event, and waits for room if there is none. {@link #close()} ends the wait.
   *
   * @param translator fills the event; if it throws, nothing is published, and the exception gets
   *     through
   * @param maxWait how long to wait at most
   * @return whether the event was taken
   * @throws InterruptedException if the calling thread is interrupted while it waits
   * @throws IllegalStateException if the ring is full and the caller is {@linkplain #isOwnThread()
   *     one of the pool's own}, which would wait for itself
   */
  PublishResult publish(EventTranslator<? super E> translator, Duration maxWait)
      throws InterruptedException;

  /**
   * Returns if the calling thread has enough of its stack left to publish to the {@link #ring()},
   * and to wake a worker. What {@link #tryPublish} and {@link #publish} begin with: a slot that was
   * reserved by a thread whose stack then ends would be lost, and all behind it.
   *
   * @throws StackOverflowError if it has not
   */
  default void requireRoomToPublish() {
    StackRoom.require();
  }

  /**
   * Sets how many events may be handled at once, and returns at once: workers start and leave
   * afterwards. Events being handled are finished; that may leave more workers than the target for
   * a while.
   *
   * @param workers the new target, from 0 (a pause: nothing is handled, nothing is lost) to {@link
   *     #maxWorkers()}
   * @throws IllegalArgumentException if the target is out of range; nothing changes
   * @throws IllegalStateException if the pool is closed
   * @throws OutOfMemoryError if the system does not even have a thread to look after the pool, at
   *     its first resize; nothing changes
   */
  void resizeTo(int workers);

  /**
   * Upper limit of a resize.
   *
   * @return the limit that the pool was built with
   */
  int maxWorkers();

  /**
   * Whether the pool is closed. It may have workers yet, which leave after their event.
   *
   * @return true from {@link #close()} on
   */
  boolean isClosed();

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
   * Workers, or tasks, that are at an event now.
   *
   * @return 0 or more
   */
  int busyWorkers();

  /**
   * What keeps workers from starting, while {@link #effectiveWorkers()} stays below the target.
   *
   * @return the trouble there is, if any
   */
  Optional<StartFailure> startFailure();

  /**
   * Whether the calling thread is one of the pool's own: it runs a handler, a listener or a factory
   * of the pool. Such a thread must not wait for the pool, since the pool may wait for it.
   *
   * @return true on a thread of the pool
   */
  boolean isOwnThread();

  /**
   * Counts every event once. No figure is negative, and {@code claimed = completed + failed +
   * skipped + inFlight} by construction. The figures are those of one moment, unless claims come so
   * fast that no moment can be caught; then the later ones of them are microseconds ahead.
   *
   * @return the counts
   */
  PoolCounts counts();

  /**
   * The last sequence of the {@link #ring()} that has been claimed: what is published behind it
   * waits for a worker. Waits for nothing.
   *
   * @return the sequence; -1 before the first claim
   */
  long claimedSequence();

  /**
   * What waits behind the keys of a pool that is {@linkplain PoolBuilder#ordered ordered by key}: a
   * part of the backlog of {@link #counts()}. Waits for nothing, and looks at each event that could
   * wait: made for samplers, not for every event.
   *
   * @return figures of about the same moment; empty if the pool is not ordered
   */
  default Optional<KeyBacklog> keyBacklog() {
    return Optional.empty();
  }

  /**
   * How long the event that has waited longest for a worker, or for its key, has waited. Holds up
   * nobody: the event is read while it waits, and others may come for it meanwhile. What is
   * returned is the age of an event that waited at some moment of the call, or of a younger one. An
   * event that is on its way from the ring to behind its key is not seen.
   *
   * @param ageNanos reads the age off an event that may be moved or filled by others while it is
   *     read, so by a single opaque read of when it came; 0 for what is no event
   * @return nanoseconds; 0 if none waits
   */
  long oldestWaitingNanos(ToLongFunction<? super E> ageNanos);

  /**
   * The workers one by one, or the places at which there are tasks.
   *
   * @return figures of about the same moment, by their places
   */
  List<PoolWorker> workers();

  /**
   * Time that there were workers, added up since the start: two workers for a second are two
   * seconds. In a pool that starts a thread for each event, the time that there could have been
   * one.
   *
   * @return nanoseconds; never falls
   */
  long workerNanos();

  /**
   * Waits until every event published so far has ended, for as long as there are workers to do it.
   * Publishers should have stopped.
   *
   * @param timeout how long to wait at most
   * @return true if nothing is left; false at the timeout, or at once if the pool is paused
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException on a {@linkplain #isOwnThread() thread of the pool}
   */
  default boolean awaitDrained(Duration timeout) throws InterruptedException {
    if (isOwnThread()) {
      throw new IllegalStateException(
          "a handler, listener or factory can't wait until its own pool has drained: wait on another"
              + " thread");
    }
    Waits.until(() -> isDrained() || (requestedWorkers() == 0 && effectiveWorkers() == 0), timeout);
    return isDrained();
  }

  private boolean isDrained() {
    PoolCounts counts = counts();
    return counts.backlog() == 0 && counts.inFlight() == 0;
  }

  /**
   * Takes no more events, lets every worker leave after its current event, and does not wait for
   * that. Events that no worker has claimed stay in the ring, or behind their key. Idempotent.
   */
  @Override
  void close();

  /**
   * {@linkplain #close() Closes}, and interrupts the threads of events that are being handled: for
   * handlers that are stuck. A handler that does not care for interrupts goes on. Can be repeated.
   */
  void closeNow();

  /**
   * Has the worker of a place die, to try out what becomes of its event and of those behind it. Its
   * thread is interrupted, so that its event fails, with {@link WorkerKilled} as the reason, unless
   * the handler does not care for interrupts. After the rest of its claim the thread ends, and
   * another takes its place. In a pool that starts a thread for each event, that thread is
   * interrupted, and its event fails with what the handler throws at that.
   *
   * @param place where it works, from 0; see {@link #workers()}
   * @return false if there is none, or it leaves already
   */
  boolean killWorker(int place);

  /**
   * {@linkplain #close() Closes}, and waits until every worker has left and its handler is closed.
   * No handler starts after that.
   *
   * @param timeout how long to wait at most; a worker stuck in its handler is left behind
   * @return true if all workers have left; on a {@linkplain #isOwnThread() thread of the pool}, at
   *     once and false
   * @throws InterruptedException if the calling thread is interrupted; the workers leave all the
   *     same
   */
  boolean close(Duration timeout) throws InterruptedException;
}
