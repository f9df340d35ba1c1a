package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import com.lmax.disruptor.Sequence;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Early release against the publisher that overwrites the slot: with plain reads and writes of the
 * event, as in the ring.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The slot was not free yet")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The slot was emptied, then filled anew")
@Outcome(expect = FORBIDDEN, desc = "The worker met the next event in its slot")
@State
public class ReleaseAgainstPublishStress {

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells = List.of(new WorkerCell(), new WorkerCell());
  private final PoolGate gate = new PoolGate(claimed, cells);
  private int slot = 1;

  /** A pool whose two places are in use. */
  public ReleaseAgainstPublishStress() {
    gate.useCell(1);
  }

  /** As Worker.work and EventBatch.process do it. */
  @Actor
  public void worker(II_Result result) {
    cells.get(1).held.set(4);
    claimed.compareAndSet(4, 5);
    result.r1 = slot;
    slot = 0;
    cells.get(1).held.set(WorkerCell.FREE);
  }

  /** As the ring does it: fills the slot of sequence 5 anew if the gate allows it. */
  @Actor
  public void publisher(II_Result result) {
    if (gate.get() >= 5) {
      slot += 2;
      result.r2 = slot;
    }
  }
}
