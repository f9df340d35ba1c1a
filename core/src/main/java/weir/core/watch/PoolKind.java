package weir.core.watch;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * What can be asked of pools of one kind, and set. Each method is given the pool: nothing of a pool
 * is held here, nor of its class, so what is known of a kind keeps neither from being collected.
 * What a pool can't tell is empty. Asked by who samples and by who sends commands: thread-safe.
 *
 * @param <P> what pools of this kind have in common
 */
public interface PoolKind<P> {

  /**
   * The JDK's pools.
   *
   * @return of {@link ThreadPoolExecutor} and its subclasses
   */
  static PoolKind<ThreadPoolExecutor> ofTheJdk() {
    return JdkPoolKind.INSTANCE;
  }

  /**
   * What it is.
   *
   * @param pool a pool
   * @return for people
   */
  String type(P pool);

  /**
   * What a pool calls itself and its threads.
   *
   * @param pool a pool
   * @return for people; empty of one that has no name
   */
  default Optional<String> name(P pool) {
    return Optional.empty();
  }

  /**
   * How many threads it may have.
   *
   * @param pool a pool
   * @return its size; empty of one that can't tell, which can't be resized either
   */
  Optional<PoolSize> size(P pool);

  /**
   * Sets the core alone; never above the maximum.
   *
   * @param pool a pool
   * @param threads 0 or more
   * @throws IllegalArgumentException if the pool won't have that
   * @throws IllegalStateException if it can't be set now
   */
  void setCore(P pool, int threads);

  /**
   * Sets the maximum alone; never below the core.
   *
   * @param pool a pool
   * @param threads 1 or more
   * @throws IllegalArgumentException if the pool won't have that
   * @throws IllegalStateException if it can't be set now
   */
  void setMost(P pool, int threads);

  /**
   * The threads that there are.
   *
   * @param pool a pool
   * @return 0 or more; empty of one that can't tell
   */
  OptionalInt threads(P pool);

  /**
   * Where its tasks wait.
   *
   * @param pool a pool
   * @return its queue itself; empty of one that does not show it
   */
  Optional<BlockingQueue<Runnable>> queue(P pool);

  /**
   * How many tasks wait.
   *
   * @param pool a pool
   * @return 0 where it can't tell
   */
  default int queued(P pool) {
    return queue(pool).map(BlockingQueue::size).orElse(0);
  }

  /**
   * Whether the first task in a queue is the one that waits for longest.
   *
   * @param queue of a pool of this kind
   * @return false where nobody knows
   */
  default boolean isInOrder(Queue<Runnable> queue) {
    return ThreadPoolSubject.isInOrder(queue);
  }

  /**
   * Whether it starts threads up to its maximum before any task waits. Others start none beyond
   * their core while their queue takes tasks.
   *
   * @param pool a pool
   * @return whether
   */
  boolean startsThreadsFirst(P pool);

  /**
   * Whether its queue holds tasks that are not due yet.
   *
   * @param pool a pool
   * @return true of one whose tasks are {@link java.util.concurrent.Delayed}, in that order
   */
  default boolean isScheduled(P pool) {
    return false;
  }

  /**
   * Threads that it keeps for itself and that do no tasks: its workers are the others.
   *
   * @param pool a pool
   * @return 0 or more
   */
  default int ownThreads(P pool) {
    return 0;
  }

  /**
   * The fewest workers that it can be given.
   *
   * @param pool a pool
   * @return 1 or more
   */
  default int fewestWorkers(P pool) {
    return 1;
  }

  /**
   * Whether it takes no tasks any more.
   *
   * @param pool a pool
   * @return false where it can't tell
   */
  boolean isShutdown(P pool);

  /**
   * Whether nothing will run in it any more.
   *
   * @param pool a pool
   * @return false where it can't tell
   */
  boolean isTerminated(P pool);
}
