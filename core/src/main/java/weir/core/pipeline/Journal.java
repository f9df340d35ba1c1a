package weir.core.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.JournalException;
import weir.core.ring.EventRing;
import weir.core.ring.PublishOutcome;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;

/**
 * Where a pipeline's accepted events are kept until they have ended, and what brings them to
 * workers. In memory that is a ring and its pool; a journal on disk or in a cluster keeps them
 * longer than the process lives. {@link Journals} has those that come with the pipeline.
 *
 * <p>Implementations are thread-safe, and none of their methods waits unless it says so. Workers
 * handle events through {@link JournalSetup#worker}, which measures them.
 *
 * @param <P> type of the payload
 */
public interface Journal<P> {

  /** As an intended arrival: the event should arrive when it is accepted. */
  long ON_ACCEPTANCE = EventRing.ON_ACCEPTANCE;

  /**
   * Makes a pipeline's journal.
   *
   * @param <P> type of the payload
   */
  @FunctionalInterface
  interface Opener<P> {

    /**
     * Opens the journal. It has no workers yet, and brings no events to them before its first
     * resize.
     *
     * @param setup what the pipeline gives it
     * @return the open journal, closed by the pipeline
     * @throws JournalException if it can't be opened; the message says why and what to do
     */
    Journal<P> open(JournalSetup<P> setup) throws JournalException;
  }

  /**
   * Offers an event. Waits until it is as safe as this journal promises, if {@link
   * #publishMayWait()}.
   *
   * @param payload what the handler is given
   * @param intendedNanos when it should have arrived, on {@link System#nanoTime()}; a time to come
   *     counts as now; {@link #ON_ACCEPTANCE} for when it is accepted
   * @return whether the event was accepted; if not, the rejection was counted
   */
  PublishOutcome publish(P payload, long intendedNanos);

  /**
   * Offers an event, and tells later if that takes longer.
   *
   * @param payload as of the other method
   * @param intendedNanos as of the other method
   * @param onOutcome told once: on the calling thread before this returns, or on one of the
   *     journal's; must not wait
   */
  default void publish(P payload, long intendedNanos, Consumer<? super PublishOutcome> onOutcome) {
    onOutcome.accept(publish(payload, intendedNanos));
  }

  /**
   * Whether offering may hold the calling thread up, in {@linkplain #publish(Object, long,
   * Consumer) the method that tells later} as well.
   *
   * @return false if any thread may do that
   */
  boolean publishMayWait();

  /**
   * Whether a handler in this process is given the very object that was published here.
   *
   * @return false if it gets another that was made of what was kept, perhaps in another process
   */
  default boolean handlesWhatWasPublished() {
    return true;
  }

  /** Takes no more events. What was accepted is not touched. Idempotent. */
  void closeToPublishers();

  /**
   * The ledger since the start.
   *
   * @return figures that never fall, but for backlog and in flight
   */
  Ledger totals();

  /**
   * Events that were offered and not taken for one reason.
   *
   * @param reason any but {@link PublishOutcome#ACCEPTED}
   * @return count since the start
   */
  long rejected(PublishOutcome reason);

  /**
   * How long the oldest event of the backlog has waited.
   *
   * @return nanoseconds, 0 if none waits; empty if nobody knows
   */
  OptionalLong oldestWaitingNanos();

  /**
   * Sets the target number of workers and returns at once.
   *
   * @param workers the new target, from 0 (a pause) to the settings' {@code maxWorkers}
   * @throws IllegalArgumentException if it is out of range; nothing changes
   * @throws IllegalStateException if the journal is closed
   */
  void resizeTo(int workers);

  /**
   * Target of the last resize.
   *
   * @return 0 before the first
   */
  int requestedWorkers();

  /**
   * Workers that are alive now.
   *
   * @return 0 or more
   */
  int effectiveWorkers();

  /**
   * Workers that are at an event now.
   *
   * @return 0 or more
   */
  int busyWorkers();

  /**
   * Time that there were workers, added up since the start.
   *
   * @return nanoseconds; never falls
   */
  long workerNanos();

  /**
   * The workers one by one.
   *
   * @return figures of about the same moment, by their places
   */
  List<PoolWorker> workers();

  /**
   * Has the worker of a place die in the middle of its event.
   *
   * @param place where it works, from 0
   * @return false if there is none
   */
  boolean killWorker(int place);

  /**
   * What keeps workers from starting.
   *
   * @return the trouble there is, if any
   */
  Optional<StartFailure> startFailure();

  /**
   * Whether the calling thread is a worker's, which must not wait for the journal.
   *
   * @return true on a thread of the journal's workers
   */
  boolean isOwnThread();

  /**
   * Waits until no event is left, for as long as there are workers to see to it. A journal whose
   * events other processes handle as well leaves them to those: it lets its workers leave, each
   * after the event that it is at, and waits for that.
   *
   * @param timeout how long to wait at most
   * @return true if nothing is left
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitDrained(Duration timeout) throws InterruptedException;

  /**
   * Lets every worker leave after its current event, and waits for that. Idempotent.
   *
   * @param timeout how long to wait at most
   * @return true if all workers have left; on a thread of theirs, at once and false
   * @throws InterruptedException if the calling thread is interrupted; the workers leave all the
   *     same
   */
  boolean closeWorkers(Duration timeout) throws InterruptedException;

  /** Interrupts the workers that are at an event, and lets them leave. Can be repeated. */
  void interruptWorkers();

  /**
   * What is to be said of it beside the ledger.
   *
   * @return empty of one in memory
   */
  Optional<JournalFigures> figures();

  /**
   * Whether it takes nothing more until the process is started anew.
   *
   * @return true for good; {@link #figures()} say why
   */
  default boolean hasFailed() {
    return false;
  }

  /**
   * Gives back what it holds. Called once, after {@link #closeWorkers}; events that have not ended
   * stay where they are kept.
   *
   * @throws JournalException if that can't be done as promised
   */
  void close() throws JournalException;
}
