package weir.http.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;

/** The workers of this process, among those of a group. Thread-safe; waits where it says so. */
sealed interface GroupWorkers extends AutoCloseable permits ShareWorkers, KeyedWorkers {

  /**
   * Sets the target number of workers and returns at once.
   *
   * @param workers from 0 to the number of places
   * @throws IllegalArgumentException if it is out of range; nothing changes
   * @throws IllegalStateException if they are closed
   */
  void resizeTo(int workers);

  int requested();

  int effective();

  int busy();

  long aliveNanos();

  List<PoolWorker> figures();

  boolean kill(int place);

  Optional<StartFailure> failure();

  boolean isOwnThread();

  /** Interrupts all handlers and lets all workers leave. */
  void interruptAll();

  /**
   * Lets all workers leave, and waits for that.
   *
   * @param timeout how long to wait at most
   * @return whether all have left; at once and false on a thread of theirs
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean close(Duration timeout) throws InterruptedException;

  /**
   * Lets all workers leave unless they are wanted again, and waits for that.
   *
   * @param timeout how long to wait at most
   * @return whether none is left
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean sendAway(Duration timeout) throws InterruptedException;

  /** Lets all workers leave, without waiting for their events. */
  @Override
  void close();
}
