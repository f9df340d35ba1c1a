package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JIJ_Result;

/**
 * A worker that finds an event is asked to leave. Results: events claimed, events handled, and what
 * the worker's cell says once it has left.
 */
@JCStressTest
@Outcome(
    id = "0, 0, 9223372036854775807",
    expect = ACCEPTABLE,
    desc = "It left, and the event waits for another")
@Outcome(
    id = "1, 1, 9223372036854775807",
    expect = ACCEPTABLE,
    desc = "It handled the event and left")
@Outcome(expect = FORBIDDEN, desc = "It left with an event or a slot in its hands")
@State
public class RetireAgainstClaimStress {

  private final AtomicInteger handled = new AtomicInteger();
  private final PoolShared<StressedWorker.Event> shared =
      StressedWorker.newShared(2, 1, handled::incrementAndGet);
  private final StressedWorker worker = new StressedWorker(0, shared);

  /** An event is there from the start. */
  public RetireAgainstClaimStress() {
    StressedWorker.publish(shared.ring());
  }

  /** Claims and leaves. */
  @Actor
  public void worker() {
    worker.run();
  }

  /** As a resize does it. */
  @Actor
  public void resizer() {
    worker.retire();
  }

  /** Looks at what is left. */
  @Arbiter
  public void arbiter(JIJ_Result result) {
    result.r1 = shared.claimed().get() + 1;
    result.r2 = handled.get();
    result.r3 = shared.cells().get(0).held.get();
  }
}
