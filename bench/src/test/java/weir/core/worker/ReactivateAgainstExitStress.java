package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A worker asked to leave is asked to stay, then gets an event. Results: whether it was to stay,
 * and whether the event was handled.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It stayed and handled the event")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It had left: the pool starts a new one")
@Outcome(
    id = "true, false",
    expect = FORBIDDEN,
    desc = "The pool counts on a worker that has left or sleeps")
@Outcome(expect = FORBIDDEN, desc = "A worker that has left handles an event")
@State
public class ReactivateAgainstExitStress {

  private final AtomicInteger handled = new AtomicInteger();
  private final PoolShared<StressedWorker.Event> shared =
      StressedWorker.newShared(2, 1, handled::incrementAndGet);
  private final StressedWorker worker = new StressedWorker(0, shared);

  /** Parks, wakes, leaves or does not. */
  @Actor
  public void worker() {
    worker.run();
  }

  /** As two resizes and a publisher do it. */
  @Actor
  public void resizer(ZZ_Result result) {
    worker.retire();
    result.r1 = worker.reactivate();
    StressedWorker.publish(shared.ring());
    if (result.r1) {
      result.r2 = StressedWorker.inTime(() -> handled.get() == 1);
      worker.retire();
    } else {
      result.r2 = handled.get() > 0;
    }
  }
}
