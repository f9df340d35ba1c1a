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

/** A worker at a place that never had one claims at once. */
@JCStressTest
@Outcome(id = "4", expect = ACCEPTABLE, desc = "Slot 5 is unclaimed or held: not to be overwritten")
@Outcome(expect = FORBIDDEN, desc = "The gate overlooks the cell of a new worker")
@State
public class NewWorkerAgainstGateStress {

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells = List.of(new WorkerCell(), new WorkerCell());
  private final PoolGate gate = new PoolGate(claimed, cells);

  /** A pool with one of two places in use. */
  public NewWorkerAgainstGateStress() {
    gate.useCell(0);
  }

  /** As ElasticWorkerPool.start and Worker.work do it. */
  @Actor
  public void newWorker() {
    gate.useCell(1);
    cells.get(1).held.set(4);
    claimed.compareAndSet(4, 5);
  }

  /** As the ring does it. */
  @Actor
  public void publisher(J_Result result) {
    result.r1 = gate.get();
  }
}
