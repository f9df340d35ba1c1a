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
 * A worker claims, empties and ends 5 and goes on to 6, while another's announcement of 5 comes to
 * nothing. A publisher that meets it looks a second time, and fills the slot of 5 anew if the gate
 * allows it, with plain writes.
 */
@JCStressTest
@Outcome(
    id = "1, 0",
    expect = ACCEPTABLE,
    desc = "The slot was not free, or could not be shown to be")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The slot was emptied, then filled anew")
@Outcome(
    expect = FORBIDDEN,
    desc = "The worker met the next event in its slot, or held what was given away")
@State
public class StaleAnnouncementStress {

  private final Sequence claimed = new Sequence(4);
  private final List<WorkerCell> cells = List.of(new WorkerCell(), new WorkerCell());
  private final PoolGate gate = new PoolGate(claimed, cells, 0);
  private int slot = 1;

  /** A pool of two workers, the first of which has claimed and ended 0 to 4. */
  public StaleAnnouncementStress() {
    gate.useCell(0);
    gate.useCell(1);
    cells.get(0).claims.set(5);
    cells.get(0).completed.set(5);
    cells.get(1).held.set(4);
  }

  /** As Worker.work and EventBatch do it. */
  @Actor
  public void worker(II_Result result) {
    WorkerCell cell = cells.get(0);
    cell.held.set(4);
    claimed.compareAndSet(4, 5);
    WorkerCell.increment(cell.claims);
    result.r1 = slot;
    slot = 0;
    cell.held.set(WorkerCell.FREE);
    WorkerCell.increment(cell.completed);
    cell.held.set(5);
    claimed.compareAndSet(5, 6);
    WorkerCell.increment(cell.claims);
  }

  /** As the ring does it. */
  @Actor
  public void publisher(II_Result result) {
    long free = gate.get();
    if (free >= 6) {
      result.r2 = -1;
    } else if (free == 5) {
      slot += 2;
      result.r2 = slot;
    }
  }
}
