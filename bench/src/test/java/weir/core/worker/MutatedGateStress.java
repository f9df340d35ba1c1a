package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * The test of the test: {@link ClaimAgainstGateStress} on a gate that reads the cells before the
 * claim counter. The "interesting" outcome must turn up.
 */
@JCStressTest
@Outcome(id = "4", expect = ACCEPTABLE, desc = "Nothing claimed in between")
@Outcome(
    id = "5",
    expect = ACCEPTABLE_INTERESTING,
    desc = "The mistake, caught: slot 5 is given away while a worker holds it")
@Outcome(expect = FORBIDDEN, desc = "No such sequence")
@State
public class MutatedGateStress {

  private static final class CellsFirstGate extends PoolGate {
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
      return Math.min(minimum, claimed.get());
    }
  }

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells =
      List.of(new WorkerCell(), new WorkerCell(), new WorkerCell());
  private final PoolGate gate = new CellsFirstGate(claimed, cells);

  /** As Worker.work does it. */
  @Actor
  public void worker() {
    cells.get(1).held.set(4);
    claimed.compareAndSet(4, 5);
  }

  /** As the ring does it. */
  @Actor
  public void publisher(J_Result result) {
    result.r1 = gate.get();
  }
}
