package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A worker on its way to park against a publisher. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "The event was handled")
@Outcome(id = "false", expect = FORBIDDEN, desc = "The wake-up was lost: parked with work")
@State
public class ParkAgainstPublishStress {

  private final AtomicInteger handled = new AtomicInteger();
  private final PoolShared<StressedWorker.Event> shared =
      StressedWorker.newShared(2, 1, handled::incrementAndGet);
  private final StressedWorker worker = new StressedWorker(0, shared);

  /** Spins, enters the idle set, looks, parks. */
  @Actor
  public void worker() {
    worker.run();
  }

  /** Publishes at some moment of that. */
  @Actor
  public void publisher(Z_Result result) {
    int delay = ThreadLocalRandom.current().nextInt(256);
    for (int spin = 0; spin < delay; spin++) {
      Thread.onSpinWait();
    }
    StressedWorker.publish(shared.ring());
    result.r1 = StressedWorker.inTime(() -> handled.get() == 1);
    worker.retire();
  }
}
