package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.fault.Faults;
import weir.core.fault.LoggedLines;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.LinkAddress;
import weir.core.ring.PublishOutcome;

/** Closing closes everything, whatever fails meanwhile, and reports afterwards. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PipelineClosingTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  @TempDir private Path folder;

  static Stream<Faults> always() {
    return Faults.always();
  }

  private static Pipeline<String> start(EventHandler<String> handler) {
    return Pipeline.start(PipelineSettings.defaults().withWorkers(1, 4), handler);
  }

  private record HostileSink(Faults faults) implements SnapshotSink {
    @Override
    public void publish(Snapshot snapshot) {
      faults.strike();
    }

    @Override
    public boolean hasReceivers() {
      return true;
    }
  }

  /** A socket, a log, and what a user may add. */
  private Path open(Pipeline<String> pipeline) throws Exception {
    Path socket = folder.resolve("control.sock");
    pipeline.listen(new LinkAddress.UnixSocket(socket));
    pipeline.logTo(folder.resolve("run.hlog"));
    assertThat(socket).exists();
    return socket;
  }

  private void assertThatEverythingIsClosed(Path socket) throws Exception {
    assertThat(socket).doesNotExist();
    assertThat(folder.resolve("control.sock.lock")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("run.hlog")))
        .as("the last interval is in the log")
        .anySatisfy(line -> assertThat(line).startsWith("Tag=wait,"));
  }

  @ParameterizedTest
  @MethodSource("always")
  void shouldCloseEverythingIfASinkThrows(Faults faults) throws Exception {
    Pipeline<String> pipeline = start((payload, event) -> {});
    pipeline.addSink(new HostileSink(faults));
    Path socket = open(pipeline);
    pipeline.publish("event");
    pipeline.drain(FOREVER);
    try (LoggedLines lines = LoggedLines.collect()) {
      assertThatCode(pipeline::close).doesNotThrowAnyException();
      assertThat(lines.with("HostileSink failed").size()).isLessThanOrEqualTo(1);
    }
    assertThat(faults.calls()).isPositive();
    assertThatEverythingIsClosed(socket);
  }

  @ParameterizedTest
  @MethodSource("always")
  void shouldCloseEverythingAndThenThrowWhatOneOfThemThrew(Faults faults) throws Exception {
    Pipeline<String> pipeline = start((payload, event) -> {});
    pipeline.closeWithThis(faults::strike);
    Path socket = open(pipeline);
    pipeline.closeWithThis(faults::strike);
    pipeline.publish("event");
    pipeline.drain(FOREVER);
    assertThatThrownBy(pipeline::close)
        .hasMessage(Faults.ON_PURPOSE)
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
    assertThatEverythingIsClosed(socket);
  }

  @ParameterizedTest
  @MethodSource("always")
  void shouldCloseEverythingIfTheLoggerThrows(Faults faults) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    Pipeline<String> pipeline =
        start(
            (payload, event) -> {
              if (payload.equals("stuck")) {
                inside.countDown();
                gate.await();
              }
            });
    pipeline.addSink(new HostileSink(faults));
    Path socket = open(pipeline);
    pipeline.publish("event");
    pipeline.publish("stuck");
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    try (LoggedLines lines = LoggedLines.thatThrow(faults)) {
      // The line about the worker that stays behind.
      assertThatThrownBy(pipeline::close).hasMessage(Faults.ON_PURPOSE);
      assertThat(lines.with("left behind")).hasSize(1);
    } finally {
      gate.countDown();
    }
    assertThatEverythingIsClosed(socket);
  }

  @Test
  void shouldCloseAtOnceWhatIsOpenedTooLate() {
    Pipeline<String> pipeline = start((payload, event) -> {});
    pipeline.close();
    Path socket = folder.resolve("late.sock");
    assertThatThrownBy(() -> pipeline.listen(new LinkAddress.UnixSocket(socket)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(socket).doesNotExist();
    assertThatThrownBy(() -> pipeline.logTo(folder.resolve("late.hlog")))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void shouldDrainForAsLongAsItTakes(ExecutionMode mode) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    EventHandler<String> handler =
        (payload, event) -> {
          inside.countDown();
          gate.await();
        };
    PipelineSettings settings = PipelineSettings.defaults().withMode(mode);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Pipeline<String> pipeline = Pipeline.start(settings, handler)) {
      pipeline.publish("event");
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      Future<DrainReport> drained = executor.submit(() -> pipeline.drain(FOREVER));
      while (pipeline.publish("late") != PublishOutcome.CLOSED) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      gate.countDown();
      assertThat(drained.get(20, TimeUnit.SECONDS).left()).isZero();
    } finally {
      gate.countDown();
      executor.shutdownNow();
    }
  }

  @Test
  void shouldRefuseNull() {
    try (Pipeline<String> pipeline = start((payload, event) -> {})) {
      assertThatThrownBy(() -> pipeline.publish(nothing()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("an event needs a payload, and null is none");
      assertThat(pipeline.totals()).isEqualTo(Ledger.EMPTY);
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
