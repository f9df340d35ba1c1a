package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Two workers on their way to park against a publisher of two events. A handler does not end before
 * both events are being handled: so the second event needs the second worker, which a signal left
 * to the holder of the search token has to reach.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "Both workers got an event")
@Outcome(id = "false", expect = FORBIDDEN, desc = "A worker is parked with work")
@State
public class WakeNextStress {

  private final PoolShared<StressedWorker.Event> shared = StressedWorker.newShared(2, 2);
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final StressedWorker first = new StressedWorker(0, shared, this::handle);
  private final StressedWorker second = new StressedWorker(1, shared, this::handle);

  // More actors than processors are no reason to wait for a time slice.
  @SuppressWarnings("ThreadPriorityCheck")
  private void handle() {
    handled.incrementAndGet();
    while (!over.get()) {
      Thread.yield();
    }
  }

  /** Spins, enters the idle set, looks, parks. */
  @Actor
  public void firstWorker() {
    first.run();
  }

  /** The same. */
  @Actor
  public void secondWorker() {
    second.run();
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
    result.r1 = StressedWorker.handledInTime(handled, 2);
    over.set(true);
    first.retire();
    second.retire();
  }
}
