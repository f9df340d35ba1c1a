package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.ring.PublishOutcome;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PipelineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] EMPTY = {};

  private static PipelineSettings settings(int ringSize, int workers, Duration serviceTime) {
    return PipelineSettings.defaults()
        .withRingSize(ringSize)
        .withWorkers(workers, 8)
        .withServiceTime(serviceTime);
  }

  private static Pipeline<byte[]> mockResourcePipeline(int workers, Duration serviceTime) {
    return mockResourcePipeline(ExecutionMode.WORKERS, workers, serviceTime);
  }

  private static Pipeline<byte[]> mockResourcePipeline(
      ExecutionMode mode, int workers, Duration serviceTime) {
    return Pipeline.start(
        settings(1024, workers, serviceTime).withMode(mode),
        EventHandlers.named(MockResourceHandler.NAME));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHandleEveryEventAndReportIt(ExecutionMode mode) throws InterruptedException {
    try (Pipeline<byte[]> pipeline = mockResourcePipeline(mode, 2, Duration.ofMillis(1))) {
      for (int event = 0; event < 100; event++) {
        assertThat(pipeline.publish(EMPTY)).isEqualTo(PublishOutcome.ACCEPTED);
      }
      DrainReport report = pipeline.drain(PATIENCE);

      assertThat(report.left()).isZero();
      assertThat(report.ledger()).isEqualTo(new Ledger(100, 100, 0, 0, 0, 0));
      Snapshot snapshot = pipeline.snapshot();
      assertThat(snapshot.ledger()).isEqualTo(report.ledger());
      // Workers stay when there is nothing to do; tasks leave, a moment after they were counted.
      int expected = mode == ExecutionMode.WORKERS ? 2 : 0;
      while (pipeline.workers().effective() != expected) {
        Thread.onSpinWait();
      }
      assertThat(pipeline.workers().sameCountsAs(new WorkerCount(2, expected))).isTrue();
      assertThat(snapshot.resource().orElseThrow().inUse()).isZero();
      assertThat(snapshot.sinceReset().waitTime().orElseThrow().count()).isEqualTo(100);
      assertThat(snapshot.sinceReset().responseTime().orElseThrow().count()).isEqualTo(100);
      assertThat(snapshot.sinceReset().serviceTime().orElseThrow().p50Micros())
          .isGreaterThanOrEqualTo(1_000);
    }
  }

  /**
   * The seed's exercise in small: n events at once, fixed service time; queueing-vectors, section
   * 7.
   */
  @ParameterizedTest
  @EnumSource
  void shouldLetNewWorkersTakeFromTheBacklogAtOnce(ExecutionMode mode) {
    try (Pipeline<byte[]> pipeline = mockResourcePipeline(mode, 1, Duration.ofHours(1))) {
      for (int event = 0; event < 100; event++) {
        pipeline.publish(EMPTY);
      }
      assertThat(pipeline.execute(new Command.ResizeWorkers(3)))
          .isEqualTo(new CommandOutcome.Accepted());
      while (pipeline.resource().inUse() < 3) {
        Thread.onSpinWait();
      }
      Ledger ledger = pipeline.totals();
      assertThat(ledger).isEqualTo(new Ledger(100, 0, 0, 0, 97, 3));
      assertThat(ledger.isClosed()).isTrue();
    }
  }

  @Test
  void shouldRejectWhenTheRingIsFullAndCountIt() {
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(
            settings(4, 1, Duration.ofHours(1)), EventHandlers.named(MockResourceHandler.NAME))) {
      int accepted = 0;
      while (pipeline.publish(EMPTY) == PublishOutcome.ACCEPTED) {
        accepted++;
      }
      // Four in the ring, and one in the worker's hands once it has claimed it.
      assertThat(accepted).isBetween(4, 5);
      Ledger ledger = pipeline.totals();
      assertThat(ledger.rejected()).hasValue(1);
      assertThat(ledger.accepted()).isEqualTo(accepted);
      assertThat(ledger.isClosed()).isTrue();
      pipeline.stopWorkers();
      assertThat(pipeline.publish(EMPTY)).isEqualTo(PublishOutcome.CLOSED);
      assertThat(pipeline.rejected(PublishOutcome.RING_FULL)).isEqualTo(1);
      assertThat(pipeline.rejected(PublishOutcome.CLOSED)).isEqualTo(1);
      assertThat(pipeline.totals().rejected()).hasValue(2);
    }
  }

  @Test
  void shouldHandPayloadsToAHandlerOfOnesOwnAndCountFailures() throws InterruptedException {
    List<String> handled = new ArrayList<>();
    EventHandler<String> handler =
        (payload, event) -> {
          handled.add(payload);
          if (payload.equals("bad")) {
            throw new IllegalStateException("on purpose");
          }
        };
    try (Pipeline<String> pipeline = Pipeline.start(settings(8, 1, Duration.ZERO), handler)) {
      pipeline.publish("good");
      pipeline.publish("bad");
      pipeline.publish("fine");
      DrainReport report = pipeline.drain(PATIENCE);
      assertThat(handled).containsExactly("good", "bad", "fine");
      assertThat(report.ledger()).isEqualTo(new Ledger(3, 2, 1, 0, 0, 0));
      assertThat(pipeline.snapshot().sinceReset().responseTime().orElseThrow().count())
          .isEqualTo(3);
    }
  }

  @Test
  void shouldReportWhatADrainLeftAtItsDeadline() throws InterruptedException {
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    EventHandler<String> stuck =
        (payload, event) -> {
          inside.countDown();
          gate.acquire();
        };
    try (Pipeline<String> pipeline = Pipeline.start(settings(8, 1, Duration.ZERO), stuck)) {
      pipeline.publish("held");
      pipeline.publish("waiting");
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

      DrainReport report = pipeline.drain(Duration.ofMillis(10));
      assertThat(report.left()).isEqualTo(2);
      assertThat(report.ledger()).isEqualTo(new Ledger(2, 0, 0, 0, 1, 1));
      assertThat(pipeline.publish("late")).isEqualTo(PublishOutcome.CLOSED);

      gate.release(2);
      assertThat(pipeline.drain(PATIENCE).left()).isZero();
    }
  }

  @Test
  void shouldChangeServiceTimeAndResetStatisticsOnCommand() throws InterruptedException {
    try (Pipeline<byte[]> pipeline = mockResourcePipeline(1, Duration.ZERO)) {
      pipeline.publish(EMPTY);
      while (pipeline.totals().completed() < 1) {
        Thread.onSpinWait();
      }
      pipeline.execute(new Command.SetServiceTime(7_000_000));
      assertThat(pipeline.resource().serviceTimeNanos()).isEqualTo(7_000_000);

      pipeline.execute(new Command.ResetStatistics());
      Snapshot snapshot = pipeline.snapshot();
      assertThat(snapshot.ledger()).isEqualTo(Ledger.EMPTY);
      assertThat(snapshot.sinceReset().responseTime().orElseThrow().count()).isZero();
      assertThat(pipeline.totals().completed()).as("totals are never reset").isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseBadCommandsAndChangeNothing() {
    try (Pipeline<byte[]> pipeline = mockResourcePipeline(1, Duration.ZERO)) {
      for (int workers : new int[] {-1, 9, 1_000_000}) {
        assertThat(pipeline.execute(new Command.ResizeWorkers(workers)))
            .isEqualTo(
                new CommandOutcome.Refused(
                    "workers must be between 0 and 8, and " + workers + " is not"));
      }
      assertThat(pipeline.execute(new Command.SetResource(Map.of("capacity", "3", "seed", "9"))))
          .isEqualTo(new CommandOutcome.Accepted());
      assertThat(pipeline.resource().settings().capacity()).isEqualTo(3);
      assertThat(pipeline.execute(new Command.SetResource(Map.of("colour", "red"))))
          .isEqualTo(new CommandOutcome.Refused("'colour' is no setting of the resource"));
      assertThat(pipeline.execute(new Command.SetResource(Map.of("seed", "1", "capacity", "-1"))))
          .asString()
          .contains("capacity must be from 0");
      assertThat(pipeline.resource().settings().seed()).isEqualTo(9);
      assertThat(pipeline.execute(new Command.SetServiceTime(-1)))
          .isInstanceOf(CommandOutcome.Refused.class);
      assertThat(pipeline.workers().requested()).isEqualTo(1);
      assertThat(pipeline.resource().serviceTimeNanos()).isZero();
    }
  }

  @Test
  void shouldRefuseCommandsOnceClosed() {
    Pipeline<byte[]> pipeline = mockResourcePipeline(1, Duration.ZERO);
    pipeline.close();
    assertThat(pipeline.execute(new Command.ResizeWorkers(2)))
        .isEqualTo(new CommandOutcome.Refused("the pool is closed and can't be resized"));
    pipeline.close();
  }

  @Test
  void shouldListTheHandlersThereAreWhenOneIsUnknown() {
    assertThat(EventHandlers.names()).contains(MockResourceHandler.NAME);
    assertThatThrownBy(() -> EventHandlers.named("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no handler 'nonsense': choose one of ")
        .hasMessageContaining(MockResourceHandler.NAME);
  }
}
