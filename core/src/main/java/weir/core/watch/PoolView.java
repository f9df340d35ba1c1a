package weir.core.watch;

import java.util.Optional;
import java.util.OptionalInt;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;

/**
 * A pool of threads that tells how it stands, and nothing of its tasks one by one. Asked by several
 * threads, and must not wait for anything.
 */
public interface PoolView {

  /**
   * How a pool stands.
   *
   * @param requested threads that it is to have at most
   * @param effective threads that it has
   * @param active threads that are at a task; empty where nobody knows
   * @param queued tasks that wait
   * @param taken tasks that threads have taken so far, as far as the pool counts them; never falls
   */
  record Gauges(int requested, int effective, OptionalInt active, long queued, long taken) {}

  /**
   * What sort of thing it is.
   *
   * @return a word for people
   */
  SourceKind kind();

  /**
   * What it is, and what its counts are of.
   *
   * @return for people, of at most 64 characters
   */
  String type();

  /**
   * How it stands.
   *
   * @return the figures now; empty once it is gone
   */
  Optional<Gauges> look();

  /**
   * How many threads it can be given.
   *
   * @return the range; empty if it can't be resized
   */
  Optional<WorkerRange> range();

  /**
   * Sets how many threads it is to have; only called where there is a range.
   *
   * @param threads within the range
   * @throws IllegalStateException if it can't be now; the message says why
   */
  void resizeTo(int threads);

  /**
   * Whether nothing will happen in it any more.
   *
   * @return true once it has ended, or is gone
   */
  boolean hasEnded();
}
