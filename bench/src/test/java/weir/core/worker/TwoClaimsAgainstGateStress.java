package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A worker claims 5, frees it and claims 6 and 7, while the publisher asks twice. Sequence 4 is the
 * last that was claimed and freed.
 */
@JCStressTest
@Outcome(
    id = {"4, 4", "4, 5", "5, 5"},
    expect = ACCEPTABLE,
    desc = "5 is free once it was freed; 6 and 7 never are")
@Outcome(
    id = "5, 4",
    expect = FORBIDDEN,
    desc = "The gate steps back, and nobody announced in vain")
@Outcome(expect = FORBIDDEN, desc = "The gate frees a slot that a worker holds")
@State
public class TwoClaimsAgainstGateStress {

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells = List.of(new WorkerCell());
  private final PoolGate gate = new PoolGate(claimed, cells);

  /** A pool whose one place is in use. */
  public TwoClaimsAgainstGateStress() {
    gate.useCell(0);
  }

  /** As Worker.work does it, with a claim of one and a claim of two. */
  @Actor
  public void worker() {
    cells.get(0).held.set(4);
    claimed.compareAndSet(4, 5);
    cells.get(0).held.set(WorkerCell.FREE);
    cells.get(0).held.set(5);
    claimed.compareAndSet(5, 7);
  }

  /** As the ring does it. */
  @Actor
  public void publisher(JJ_Result result) {
    result.r1 = gate.get();
    result.r2 = gate.get();
  }
}
