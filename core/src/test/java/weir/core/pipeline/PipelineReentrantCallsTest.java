package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.Command;
import weir.core.ring.FullRingPolicy;
import weir.core.ring.PublishOutcome;

/** Calls of a pipeline by what the pipeline itself calls: they work, or are refused in words. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PipelineReentrantCallsTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final int RING_SIZE = 8;

  /** Made known to the handler once it has started. */
  private final CompletableFuture<Pipeline<String>> made = new CompletableFuture<>();

  private final CompletableFuture<Object> answer = new CompletableFuture<>();

  private interface Call {
    Object on(Pipeline<String> pipeline) throws Exception;
  }

  /** One worker, one call from its handler, at the event "call". */
  private Pipeline<String> start(ExecutionMode mode, Call call) {
    PipelineSettings settings =
        PipelineSettings.defaults()
            .withRingSize(RING_SIZE)
            .withWorkers(1, 4)
            .withMode(mode)
            .withFullRing(new FullRingPolicy.Block());
    Pipeline<String> pipeline =
        Pipeline.start(
            settings,
            (payload, event) -> {
              if (payload.equals("call")) {
                answer(call, made.get());
              }
            });
    made.complete(pipeline);
    return pipeline;
  }

  private void answer(Call call, Pipeline<String> pipeline) {
    try {
      answer.complete(call.on(pipeline));
    } catch (Throwable e) {
      answer.complete(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseToWaitUntilItHasDrainedAndStayOpen(ExecutionMode mode) throws Exception {
    try (Pipeline<String> pipeline = start(mode, self -> self.drain(FOREVER))) {
      pipeline.publish("call");
      assertThat(answer.get())
          .isInstanceOf(IllegalStateException.class)
          .hasToString(
              "java.lang.IllegalStateException: a handler can't wait until its own pipeline has"
                  + " drained: drain it on another thread");
      assertThat(pipeline.publish("later")).isEqualTo(PublishOutcome.ACCEPTED);
      assertThat(pipeline.drain(FOREVER).ledger().completed()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseToWaitForItselfToMakeRoom(ExecutionMode mode) throws Exception {
    Call publishTooMany =
        self -> {
          for (int event = 0; event < RING_SIZE; event++) {
            self.publish("more");
          }
          return self.publish("one too many");
        };
    try (Pipeline<String> pipeline = start(mode, publishTooMany)) {
      pipeline.publish("call");
      assertThat(answer.get())
          .isInstanceOf(IllegalStateException.class)
          .asString()
          .contains("a handler can't wait until its own pipeline makes room");
      assertThat(pipeline.drain(FOREVER).ledger().completed()).isEqualTo(1 + RING_SIZE);
      assertThat(pipeline.totals().rejected()).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldStopItsWorkersWithoutWaitingForItself(ExecutionMode mode) throws Exception {
    try (Pipeline<String> pipeline = start(mode, Pipeline::stopWorkers)) {
      pipeline.publish("call");
      assertThat(answer.get()).as("the caller is still at its event").isEqualTo(false);
      assertThat(pipeline.stopWorkers()).as("who calls next does wait").isTrue();
      assertThat(pipeline.totals().completed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCloseFromItsHandler(ExecutionMode mode) throws Exception {
    try (Pipeline<String> pipeline =
        start(
            mode,
            self -> {
              self.close();
              return "closed";
            })) {
      pipeline.publish("call");
      assertThat(answer.get()).isEqualTo("closed");
      assertThat(pipeline.publish("late")).isEqualTo(PublishOutcome.CLOSED);
      assertThat(pipeline.stopWorkers()).isTrue();
      assertThat(pipeline.totals().completed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldResizeResetAndReportFromItsHandler(ExecutionMode mode) throws Exception {
    Call callAll =
        self -> {
          self.resizeTo(3);
          self.execute(new Command.ResetStatistics());
          self.execute(new Command.FreezeResource(0));
          self.addSink(new Waiting(new CountDownLatch(0), new CountDownLatch(0)));
          return self.snapshot().ledger().inFlight();
        };
    try (Pipeline<String> pipeline = start(mode, callAll)) {
      pipeline.publish("call");
      assertThat(answer.get()).isEqualTo(1L);
      assertThat(pipeline.workers().requested()).isEqualTo(3);
    }
  }

  /** A sink that waits. */
  private record Waiting(CountDownLatch inside, CountDownLatch gate) implements SnapshotSink {
    @Override
    public void publish(Snapshot snapshot) {
      inside.countDown();
      boolean interrupted = false;
      while (gate.getCount() > 0) {
        try {
          gate.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean hasReceivers() {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReportWhileASinkWaitsForTheHandlerThatAsks(ExecutionMode mode) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    try (Pipeline<String> pipeline =
        start(
            mode,
            self -> {
              inside.await();
              Snapshot snapshot = self.snapshot();
              self.execute(new Command.ResetStatistics());
              reported.countDown();
              return snapshot.ledger().accepted();
            })) {
      pipeline.addSink(new Waiting(inside, reported));
      pipeline.publish("call");
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(1L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldInterruptAHandlerThatIsStuck(ExecutionMode mode) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Pipeline<String> pipeline =
        start(
            mode,
            self -> {
              inside.countDown();
              return new CountDownLatch(1).await(1, TimeUnit.HOURS);
            });
    pipeline.publish("call");
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    pipeline.closeNow();
    assertThat(answer.get()).isInstanceOf(InterruptedException.class);
    assertThat(pipeline.stopWorkers()).isTrue();
  }
}
