package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/**
 * Announce, claim and count against a gate that takes each announcement for a stale one at its
 * first look. Sequence 4 is the last that was claimed and freed.
 */
@JCStressTest
@Outcome(id = "4", expect = ACCEPTABLE, desc = "Slot 5 is unclaimed or held: not to be overwritten")
@Outcome(expect = FORBIDDEN, desc = "The gate frees a slot that a worker holds")
@State
public class ClaimAgainstStuckGateStress {

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells =
      List.of(new WorkerCell(), new WorkerCell(), new WorkerCell());
  private final PoolGate gate = new PoolGate(claimed, cells, 0);

  /** A pool whose three places are in use. */
  public ClaimAgainstStuckGateStress() {
    gate.useFirst(3);
    cells.get(0).claims.set(5);
    cells.get(0).completed.set(5);
  }

  /** As Worker.work and EventBatch.begin do it. */
  @Actor
  public void worker() {
    cells.get(1).held.set(4);
    claimed.compareAndSet(4, 5);
    WorkerCell.add(cells.get(1).claims, 1);
  }

  /** As the ring does it. */
  @Actor
  public void publisher(J_Result result) {
    result.r1 = gate.get();
  }
}
