package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.List;

/**
 * The gate with its one mistake: it reads the cells before the claim counter. A worker that
 * announces and claims in between is not seen, and its slot is given away. The window is held open
 * for a while, so that the mistake shows within seconds and not within hours.
 */
final class CellsFirstGate extends PoolGate {

  private static final int WINDOW_SPINS = 200;

  private final Sequence claimed;
  private final List<WorkerCell> cells;

  CellsFirstGate(Sequence claimed, List<WorkerCell> cells) {
    super(claimed, cells);
    this.claimed = claimed;
    this.cells = cells;
  }

  @Override
  public long get() {
    long minimum = Long.MAX_VALUE;
    for (WorkerCell cell : cells) {
      minimum = Math.min(minimum, cell.held.get());
    }
    long before = claimed.get();
    for (int spin = 0; spin < WINDOW_SPINS && claimed.get() == before; spin++) {
      Thread.onSpinWait();
    }
    return Math.min(minimum, claimed.get());
  }
}
