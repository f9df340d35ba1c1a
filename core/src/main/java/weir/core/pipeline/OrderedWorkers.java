package weir.core.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.PoolBuilder;
import weir.core.worker.PoolWorker;
import weir.core.worker.PublishResult;
import weir.core.worker.StartFailure;

/**
 * Workers for a journal whose events come from elsewhere and are handled in order by key: those of
 * one key one after the other, as they were offered. As many as are wanted at any time.
 * Thread-safe; waits only where it says so.
 *
 * @param <E> what is handled, with all that its end needs
 */
public final class OrderedWorkers<E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedWorkers.class);

  /** Offered and not begun, in the order of offers. */
  private static final int RING_SIZE = 256;

  /** Offered and not begun, as their keys are busy. */
  private static final int MOST_BEHIND_KEYS = 1_024;

  /** Something that is handled, in the ring or in a worker's hands: the ring says whose it is. */
  private static final class Cell<E> {

    private @Nullable E content;

    private boolean moveTo(Cell<E> target) {
      target.content = content;
      content = null;
      return true;
    }

    private E content() {
      E present = content;
      if (present == null) {
        throw new IllegalStateException("nothing was offered with this slot");
      }
      return present;
    }

    private E take() {
      E present = content();
      content = null;
      return present;
    }
  }

  private final ElasticWorkerPool<Cell<E>> pool;

  /**
   * Starts with no workers.
   *
   * @param setup of the pipeline: its name and the most workers there can be
   * @param key tells the key of what was offered; has to be quick
   * @param handlers gives what handles at a place, from 0 to below the settings' {@code
   *     maxWorkers}; whatever it throws is logged
   */
  public OrderedWorkers(
      JournalSetup<?> setup, ToLongFunction<? super E> key, IntFunction<Consumer<E>> handlers) {
    PoolBuilder<Cell<E>> builder =
        new PoolBuilder<>(
            Cell::new,
            Cell::moveTo,
            place -> {
              Consumer<E> handler = handlers.apply(place);
              return cell -> handler.accept(cell.take());
            });
    pool =
        builder
            .ringSize(RING_SIZE)
            .maxWorkers(setup.settings().maxWorkers())
            .maxWaitingBehindKeys(MOST_BEHIND_KEYS)
            .name(setup.settings().name())
            .ordered(cell -> key.applyAsLong(cell.content()))
            .failureListener(
                (place, sequence, cell, failure) ->
                    LOG.error("The handler of worker {} failed", place, failure))
            .buildWorkers();
  }

  /**
   * Offers something to be handled.
   *
   * @param element comes after all of its key that were offered before
   * @return false if there is no room just now, or no more at all
   */
  public boolean offer(E element) {
    return pool.tryPublish((cell, sequence) -> cell.content = element) == PublishResult.ACCEPTED;
  }

  /**
   * Sets the target number of workers and returns at once.
   *
   * @param workers from 0 to the most there can be
   * @throws IllegalArgumentException if it is out of range; nothing changes
   * @throws IllegalStateException if they are closed
   */
  public void resizeTo(int workers) {
    pool.resizeTo(workers);
  }

  /**
   * Target of the last resize.
   *
   * @return 0 before the first
   */
  public int requested() {
    return pool.requestedWorkers();
  }

  /**
   * Workers that are alive now.
   *
   * @return 0 or more
   */
  public int effective() {
    return pool.effectiveWorkers();
  }

  /**
   * Workers that are handling something now.
   *
   * @return 0 or more
   */
  public int busy() {
    return pool.busyWorkers();
  }

  /**
   * Time that there were workers, added up since the start.
   *
   * @return nanoseconds; never falls
   */
  public long workerNanos() {
    return pool.workerNanos();
  }

  /**
   * The workers one by one, by their places.
   *
   * @return figures of about the same moment
   */
  public List<PoolWorker> workers() {
    return pool.workers();
  }

  /**
   * Has the worker of a place die once its handler has returned, which is interrupted.
   *
   * @param place where it works, from 0
   * @return false if there is none
   */
  public boolean kill(int place) {
    return pool.killWorker(place);
  }

  /**
   * What keeps workers from starting.
   *
   * @return the trouble there is, if any
   */
  public Optional<StartFailure> startFailure() {
    return pool.startFailure();
  }

  /**
   * Whether the calling thread is a worker's.
   *
   * @return true on one of them
   */
  public boolean isOwnThread() {
    return pool.isOwnThread();
  }

  /** Interrupts all handlers, and lets all workers leave. Can be repeated. */
  public void closeNow() {
    pool.closeNow();
  }

  /**
   * Lets all workers leave when their handlers have returned, and waits for that. What they have
   * not begun is not handled.
   *
   * @param timeout how long to wait at most
   * @return whether all have left; at once and false on a thread of theirs
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean close(Duration timeout) throws InterruptedException {
    return pool.close(timeout);
  }

  /** The same without waiting. */
  @Override
  public void close() {
    pool.close();
  }
}
