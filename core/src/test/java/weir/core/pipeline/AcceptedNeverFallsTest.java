package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.ring.FullRingPolicy;
import weir.core.ring.PublishOutcome;

/** Many pipelines, each closed while publishers are at it and readers look on. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AcceptedNeverFallsTest {

  private static final int PIPELINES = Integer.getInteger("weir.closings", 60);
  private static final int PUBLISHERS = 4;
  private static final int READERS = 2;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  private static long publishUntilClosed(Pipeline<String> pipeline, CountDownLatch underWay) {
    long accepted = 0;
    underWay.countDown();
    while (true) {
      PublishOutcome outcome = pipeline.publish("event");
      if (outcome == PublishOutcome.CLOSED) {
        return accepted;
      }
      accepted += outcome == PublishOutcome.ACCEPTED ? 1 : 0;
    }
  }

  /** Returns the number of figures that fell. */
  private static long read(Pipeline<String> pipeline, AtomicBoolean done) {
    long falls = 0;
    Ledger before = Ledger.EMPTY;
    boolean last;
    do {
      last = done.get();
      Ledger now = pipeline.totals();
      assertThat(now.isClosed()).as("%s", now).isTrue();
      assertThat(Math.min(now.backlog(), now.inFlight())).as("%s", now).isNotNegative();
      if (now.accepted() < before.accepted()
          || now.completed() < before.completed()
          || now.failed().orElseThrow() < before.failed().orElseThrow()
          || now.rejected().orElseThrow() < before.rejected().orElseThrow()) {
        falls++;
      }
      before = now;
    } while (!last);
    return falls;
  }

  /** Returns the number of figures that fell. */
  private long closeUnderPublishers() throws Exception {
    PipelineSettings settings =
        PipelineSettings.defaults()
            .withRingSize(1 << 16)
            .withWorkers(1, 1)
            .withFullRing(new FullRingPolicy.Reject());
    List<Future<Long>> accepted = new ArrayList<>();
    List<Future<Long>> falls = new ArrayList<>();
    try (Pipeline<String> pipeline = Pipeline.start(settings, (payload, event) -> {})) {
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch underWay = new CountDownLatch(PUBLISHERS);
      for (int reader = 0; reader < READERS; reader++) {
        falls.add(executor.submit(() -> read(pipeline, done)));
      }
      for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
        accepted.add(executor.submit(() -> publishUntilClosed(pipeline, underWay)));
      }
      underWay.await();
      pipeline.drain(Duration.ofSeconds(20));
      long total = 0;
      for (Future<Long> told : accepted) {
        total += told.get();
      }
      Ledger ledger = pipeline.drain(Duration.ofSeconds(20)).ledger();
      done.set(true);
      assertThat(ledger.accepted()).isEqualTo(ledger.completed()).isEqualTo(total);
    }
    long fell = 0;
    for (Future<Long> told : falls) {
      fell += told.get();
    }
    return fell;
  }

  @Test
  void shouldNeverFallAndAlwaysCloseWhilePipelinesClose() throws Exception {
    int pipelinesThatFell = 0;
    try {
      for (int pipeline = 0; pipeline < PIPELINES; pipeline++) {
        pipelinesThatFell += closeUnderPublishers() > 0 ? 1 : 0;
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(pipelinesThatFell).as("of %s pipelines", PIPELINES).isZero();
  }
}
