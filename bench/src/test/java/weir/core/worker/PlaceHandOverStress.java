package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZ_Result;

/**
 * As soon as a worker counts as having left, its place gets a new one. Results: the new worker's
 * announcement, and whether its bit in the idle set is on.
 */
@JCStressTest
@Outcome(id = "7, true", expect = ACCEPTABLE, desc = "The place is the new worker's alone")
@Outcome(expect = FORBIDDEN, desc = "The old worker touched the place after it had left")
@State
public class PlaceHandOverStress {

  private final PoolShared<StressedWorker.Event> shared =
      StressedWorker.newShared(2, 1, new AtomicInteger()::incrementAndGet);
  private final StressedWorker old = new StressedWorker(0, shared);

  /** Parks or not, and leaves. */
  @Actor
  public void oldWorker() {
    old.run();
  }

  /** As a resize does it, and then the new worker. */
  @Actor
  public void newWorker() {
    old.retire();
    while (old.state() != Worker.State.EXITED) {
      Thread.onSpinWait();
    }
    shared.cells().get(0).held.set(7);
    shared.idleWorkers().searchAt(0).settle();
  }

  /** Looks at the place. */
  @Arbiter
  public void arbiter(JZ_Result result) {
    result.r1 = shared.cells().get(0).held.get();
    result.r2 = shared.idleWorkers().searchAt(0).isIdle();
  }
}
