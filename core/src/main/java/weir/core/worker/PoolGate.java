package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.List;

/**
 * The one gating sequence that the ring knows of the whole pool: the highest sequence that
 * publishers may overwrite.
 *
 * <p>Not final so that the tests can break it and show that they notice.
 */
class PoolGate extends Sequence {

  private final Sequence claimed;
  private final WorkerCell[] cells;

  /**
   * Cells that have ever had a worker. Written under the pool's lock, before the worker's thread
   * starts; volatile, so that whoever sees a worker's claim also sees that its cell counts.
   */
  private volatile int cellsInUse;

  PoolGate(Sequence claimed, List<WorkerCell> cells) {
    this.claimed = claimed;
    this.cells = cells.toArray(new WorkerCell[0]);
  }

  void useCell(int index) {
    cellsInUse = Math.max(cellsInUse, index + 1);
  }

  /**
   * The order is the whole point: first the claim counter, then the cells. A worker announces its
   * cell before its CAS on the counter, so whoever sees the advanced counter is bound to see the
   * announcement. Read the other way round, a slot just claimed can look free. The result may step
   * back when it meets the announcement of a worker whose CAS is going to fail; that only delays a
   * publisher.
   */
  @Override
  public long get() {
    long minimum = claimed.get();
    int count = cellsInUse;
    for (int index = 0; index < count; index++) {
      minimum = Math.min(minimum, cells[index].held.get());
    }
    return minimum;
  }

  /**
   * Does nothing: the ring writes its cursor here when the gate is added, but the gate is computed.
   */
  @Override
  public void set(long value) {}
}
