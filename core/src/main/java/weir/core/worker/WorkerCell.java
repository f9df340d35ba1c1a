package weir.core.worker;

import com.lmax.disruptor.Sequence;

/**
 * What one worker tells the others. The current worker of the place is the only writer; the pool's
 * lock hands the place on. Each {@link Sequence} is padded, so that workers do not share cache
 * lines.
 */
final class WorkerCell {

  /** Value of {@link #held} while the worker holds no slot. */
  static final long FREE = Long.MAX_VALUE;

  /**
   * The last sequence before the slot that the worker holds: nothing above it may be overwritten.
   * Set (release) before the claim's CAS and after the slot was emptied; pairs with {@link
   * PoolGate#get()}.
   */
  final Sequence held;

  /**
   * Events claimed at this place; of an ordered pool, those that do not wait behind their key any
   * more. Release store, after the claim's CAS; pairs with the gate's second look.
   */
  final Sequence claims = new Sequence(0);

  /** Events completed at this place. Release store, after the handler's effects. */
  final Sequence completed = new Sequence(0);

  /** Events failed at this place. Release store, after the handler's effects. */
  final Sequence failed = new Sequence(0);

  /** Withdrawn slots met at this place. Release store. */
  final Sequence skipped = new Sequence(0);

  WorkerCell() {
    this(new Sequence(FREE));
  }

  /** For tests of a worker's death: with an announcement that fails. */
  WorkerCell(Sequence held) {
    this.held = held;
  }

  /** Whether events claimed here have not ended: what has ended is read first. */
  boolean isBusy() {
    long ended = completed.get() + failed.get() + skipped.get();
    return claims.get() != ended;
  }

  /** Adds one to a counter of the calling worker's own cell. */
  static void increment(Sequence counter) {
    add(counter, 1);
  }

  /** Adds to a counter of the calling worker's own cell. */
  static void add(Sequence counter, long amount) {
    counter.set(counter.get() + amount);
  }
}
