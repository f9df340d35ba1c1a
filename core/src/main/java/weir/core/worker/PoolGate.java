package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.BitSet;
import java.util.List;

/**
 * The one gating sequence that the ring knows of the whole pool: the highest sequence that
 * publishers may overwrite.
 *
 * <p>Not final so that the tests can break it and show that they notice.
 */
class PoolGate extends Sequence {

  /** What publishers look at. Immutable. */
  private static final class Watched {

    /** The cells of all places that have a worker. */
    final WorkerCell[] cells;

    /** Events ever claimed at all other places, where nobody claims for now. */
    final long claimsElsewhere;

    Watched(WorkerCell[] cells, long claimsElsewhere) {
      this.cells = cells;
      this.claimsElsewhere = claimsElsewhere;
    }
  }

  /**
   * How long an announcement may hold publishers back: it comes to something within this, or not.
   */
  private static final long STUCK_NANOS = 50_000;

  private final long stuckNanos;
  private final Sequence claimed;
  private final List<WorkerCell> cells;

  /** Places that have a worker. Confined to who holds the pool's lock, or to its dispatcher. */
  private final BitSet inUse = new BitSet();

  /** Events ever claimed at the other places. As {@link #inUse}. */
  private long claimsElsewhere;

  /**
   * Written by who may write {@link #inUse}: before the thread of a place starts, and after it has
   * left. Volatile, so that whoever sees a worker's claim also sees that its cell counts.
   */
  private volatile Watched watched = new Watched(new WorkerCell[0], 0);

  /**
   * The cell that held publishers back at the last look, and since when. Hints that any of them
   * writes, without any order: out of date, they cost a second look or put one off.
   */
  private long stuckAt;

  private long stuckSinceNanos;

  PoolGate(Sequence claimed, List<WorkerCell> cells) {
    this(claimed, cells, STUCK_NANOS);
  }

  /** For tests that can't wait for so long. */
  PoolGate(Sequence claimed, List<WorkerCell> cells, long stuckNanos) {
    this.stuckNanos = stuckNanos;
    this.claimed = claimed;
    this.cells = List.copyOf(cells);
  }

  /** Counts the cell of a place from now on; called before its worker's thread starts. */
  void useCell(int index) {
    if (!inUse.get(index)) {
      inUse.set(index);
      claimsElsewhere -= cells.get(index).claims.get();
      watch();
    }
  }

  /** Counts the cell of a place no longer; called after its worker has left. */
  void leaveCell(int index) {
    if (inUse.get(index)) {
      inUse.clear(index);
      claimsElsewhere += cells.get(index).claims.get();
      watch();
    }
  }

  /** Counts the cells of the first places, and no others. */
  void useFirst(int count) {
    int before = inUse.cardinality();
    if (before == count) {
      return;
    }
    for (int index = before; index < count; index++) {
      inUse.set(index);
      claimsElsewhere -= cells.get(index).claims.get();
    }
    for (int index = count; index < before; index++) {
      inUse.clear(index);
      claimsElsewhere += cells.get(index).claims.get();
    }
    watch();
  }

  private void watch() {
    WorkerCell[] now = inUse.stream().mapToObj(cells::get).toArray(WorkerCell[]::new);
    watched = new Watched(now, claimsElsewhere);
  }

  /**
   * The order is the whole point: first the claim counter, then the cells. A worker announces its
   * cell before its CAS on the counter, so whoever sees the advanced counter is bound to see the
   * announcement. Read the other way round, a slot just claimed can look free. The result may step
   * back when it meets the announcement of a worker whose CAS is going to fail; that only delays a
   * publisher, and not for long: {@link #withoutStale}.
   */
  @Override
  public long get() {
    long highest = claimed.get();
    Watched now = watched;
    long minimum = highest;
    for (WorkerCell cell : now.cells) {
      minimum = Math.min(minimum, cell.held.get());
    }
    return minimum < highest && isStuck(minimum) ? withoutStale(now, highest, minimum) : minimum;
  }

  /**
   * Whether publishers have met the same minimum for a while. A second look takes the counters of
   * all workers out of their caches, which would slow them down at each full ring.
   */
  private boolean isStuck(long minimum) {
    long nowNanos = System.nanoTime();
    if (stuckAt != minimum) {
      stuckAt = minimum;
      stuckSinceNanos = nowNanos;
    }
    return nowNanos - stuckSinceNanos >= stuckNanos;
  }

  /**
   * The minimum without the announcements of workers whose CAS is going to fail: one that lost its
   * processor between the two would keep publishers from free slots until it has it back.
   *
   * <p>A worker counts its claim after its CAS. If the counts of all workers add up to the claim
   * counter, and that has not moved meanwhile, each count was exact all the time. A worker whose
   * claims have all ended then holds no slot up to the claim counter, whatever it announces.
   */
  private long withoutStale(Watched now, long highest, long found) {
    long claims = now.claimsElsewhere;
    long minimum = highest;
    for (WorkerCell cell : now.cells) {
      long ended = cell.completed.get() + cell.failed.get() + cell.skipped.get();
      long claimsHere = cell.claims.get();
      claims += claimsHere;
      if (ended != claimsHere) {
        minimum = Math.min(minimum, cell.held.get());
      }
    }
    return claims == highest + 1 && claimed.get() == highest ? minimum : found;
  }

  /**
   * Does nothing: the ring writes its cursor here when the gate is added, but the gate is computed.
   */
  @Override
  public void set(long value) {}
}
