package yourself;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.LatencySummary;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** When the handler is right. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BackEndHandlerTest {

  private static final int EVENTS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Pipeline<byte[]> pipeline(BackEnd backEnd) {
    return Pipeline.start(
        PipelineSettings.defaults().withWorkers(4, 4), new BackEndHandler(backEnd));
  }

  private static void publish(Pipeline<byte[]> pipeline) {
    for (int event = 0; event < EVENTS; event++) {
      pipeline.publish(String.valueOf(event).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static int number(byte[] request) {
    return Integer.parseInt(new String(request, StandardCharsets.UTF_8));
  }

  @Test
  void shouldCallTheBackEndOnceForEachEvent() throws Exception {
    Queue<Integer> called = new ConcurrentLinkedQueue<>();
    try (Pipeline<byte[]> pipeline = pipeline(request -> called.add(number(request)))) {
      publish(pipeline);

      assertThat(pipeline.drain(PATIENCE).ledger().completed()).isEqualTo(EVENTS);
    }
    assertThat(called)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, EVENTS).boxed().toList());
  }

  /** One in four is refused: those events fail, and no others. */
  @Test
  void shouldFailTheEventsThatTheBackEndRefuses() throws Exception {
    BackEnd refusing =
        request -> {
          if (number(request) % 4 == 0) {
            throw new IOException("the disk is full");
          }
        };
    try (Pipeline<byte[]> pipeline = pipeline(refusing)) {
      publish(pipeline);

      assertThat(pipeline.drain(PATIENCE).ledger().failed()).hasValue(EVENTS / 4);
      assertThat(pipeline.totals().completed()).isEqualTo(EVENTS - EVENTS / 4);
    }
  }

  @Test
  void shouldTellHowLongTheBackEndWasInUse() throws Exception {
    BackEnd slow =
        request -> {
          TimeUnit.MILLISECONDS.sleep(20);
          if (number(request) == 0) {
            throw new IOException("also one that fails was in use");
          }
        };
    try (Pipeline<byte[]> pipeline = pipeline(slow)) {
      publish(pipeline);
      pipeline.drain(PATIENCE);

      LatencySummary hold = pipeline.snapshot().sinceReset().holdTime().orElseThrow();
      assertThat(hold.count()).isEqualTo(EVENTS);
      assertThat(hold.p50Micros()).isGreaterThanOrEqualTo(19_000);
    }
  }

  /** A back end that never answers: the pipeline interrupts it, and its event has failed. */
  @Test
  void shouldGiveUpWhenItIsInterrupted() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    BackEnd stuck =
        request -> {
          called.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
        };
    Pipeline<byte[]> pipeline = pipeline(stuck);
    pipeline.publish("0".getBytes(StandardCharsets.UTF_8));
    while (called.getCount() > 0 && pipeline.totals().ended() == 0) {
      TimeUnit.MILLISECONDS.sleep(1);
    }

    pipeline.closeNow();

    assertThat(interrupted).isTrue();
    assertThat(pipeline.totals().failed()).hasValue(1);
    assertThat(pipeline.busyWorkers()).isZero();
  }
}
