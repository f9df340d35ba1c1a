package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two resizes at once of a whole pool with two events. Results: the target, the workers once the
 * pool has settled, and how often an event was handled once one worker has drained it (-1: it never
 * did).
 */
@JCStressTest
@Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "The shrink was the later one")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "The growth was the later one")
@Outcome(expect = FORBIDDEN, desc = "Workers and target disagree, or an event was lost or repeated")
@State
public class ResizeAgainstResizeStress {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AtomicInteger handled = new AtomicInteger();
  private final ElasticWorkerPool<StressedWorker.Event> pool =
      new PoolBuilder<StressedWorker.Event>(
              StressedWorker.Event::new,
              StressedWorker.Event::move,
              index -> event -> handled.incrementAndGet())
          .ringSize(2)
          .maxWorkers(2)
          .buildWorkers();

  /** One worker and two events are there from the start. */
  public ResizeAgainstResizeStress() {
    pool.resizeTo(1);
    StressedWorker.publish(pool.ring());
    StressedWorker.publish(pool.ring());
  }

  /** Grows. */
  @Actor
  public void grow() {
    pool.resizeTo(2);
  }

  /** Shrinks. */
  @Actor
  public void shrink() {
    pool.resizeTo(0);
  }

  /** Waits until the pool has settled, and looks. */
  @Arbiter
  public void arbiter(III_Result result) {
    long startNanos = System.nanoTime();
    while (pool.effectiveWorkers() != pool.requestedWorkers()
        && System.nanoTime() - startNanos < PATIENCE.toNanos()) {
      Thread.onSpinWait();
    }
    result.r1 = pool.requestedWorkers();
    result.r2 = pool.effectiveWorkers();
    pool.resizeTo(1);
    try {
      result.r3 = pool.awaitDrained(PATIENCE) ? handled.get() : -1;
      pool.close(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
