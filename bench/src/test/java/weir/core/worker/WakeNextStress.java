package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Two workers, one on its way to park and one parked, against a publisher of two events. The first
 * worker's handler does not end before the second worker was woken, by the publisher or by the
 * first worker, to which signals are left while it holds the search token. (The second one is a bit
 * in the idle set and no thread, so that two processors are enough for the test.)
 */
@JCStressTest
@Outcome(
    id = "true",
    expect = ACCEPTABLE,
    desc = "The second worker was woken for the second event")
@Outcome(id = "false", expect = FORBIDDEN, desc = "A worker is parked with work")
@State
public class WakeNextStress {

  private static final int SECOND = 1;

  private final PoolShared<StressedWorker.Event> shared =
      StressedWorker.newShared(2, 2, this::handle);
  private final StressedWorker first = new StressedWorker(0, shared);
  private final SearchToken.Search second = shared.idleWorkers().searchAt(SECOND);
  private volatile boolean over;

  /** The second worker is parked from the start. */
  public WakeNextStress() {
    second.settle();
  }

  private void handle() {
    while (!over) {
      Thread.onSpinWait();
    }
  }

  /** Spins, enters the idle set, looks, parks; claims one event. */
  @Actor
  public void firstWorker() {
    first.run();
  }

  /** Publishes at some moment of that. */
  @Actor
  public void publisher(Z_Result result) {
    int delay = ThreadLocalRandom.current().nextInt(256);
    for (int spin = 0; spin < delay; spin++) {
      Thread.onSpinWait();
    }
    StressedWorker.publish(shared.ring());
    StressedWorker.publish(shared.ring());
    result.r1 = StressedWorker.inTime(() -> !second.isIdle());
    first.retire();
    over = true;
  }
}
