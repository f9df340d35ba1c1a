package weir.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.fault.Faults;
import weir.core.fault.LoggedLines;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.WorkerCount;

/** Nothing that a sampler calls ends it, or stands between a sink and its snapshots. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SamplerFaultsTest {

  private static final int SNAPSHOTS = 110;

  private final FakeFigures figures = new FakeFigures();
  private final FakeLatencies latencies = new FakeLatencies();
  private final FakeSink later = new FakeSink();
  private final List<Sampler> started = new ArrayList<>();

  static Stream<Faults> faults() {
    return Faults.all();
  }

  static Stream<Faults> always() {
    return Faults.always();
  }

  @AfterEach
  void closeSamplers() {
    started.forEach(Sampler::close);
  }

  private Sampler start(SampledSource read, SnapshotSink... sinks) {
    Sampler sampler = new Sampler("weir", read, latencies, Duration.ofMillis(1));
    for (SnapshotSink sink : sinks) {
      sampler.addSink(sink);
    }
    started.add(sampler);
    sampler.start();
    return sampler;
  }

  /** Sees to it that there is news until the sink has so many snapshots. */
  private void awaitSnapshots(int count) throws InterruptedException {
    for (int number = 1; number <= count; number++) {
      figures.ledger = new Ledger(number, number, 0, 0, 0, 0);
      Snapshot snapshot;
      do {
        snapshot = later.received.poll(20, TimeUnit.SECONDS);
        assertThat(snapshot).as("snapshot %s", number).isNotNull();
      } while (snapshot.ledger().completed() < number);
    }
  }

  /** A sink that throws in one of its methods. */
  private record HostileSink(Runnable atHasReceivers, Runnable atPublish) implements SnapshotSink {
    @Override
    public void publish(Snapshot snapshot) {
      atPublish.run();
    }

    @Override
    public boolean hasReceivers() {
      atHasReceivers.run();
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldGiveLaterSinksTheirSnapshotsIfOneThrows(Faults faults) throws InterruptedException {
    try (LoggedLines lines = LoggedLines.collect()) {
      Sampler sampler = start(figures, new HostileSink(() -> {}, faults::strike), later);
      awaitSnapshots(SNAPSHOTS);
      sampler.close();
      assertThat(faults.calls()).isGreaterThanOrEqualTo(SNAPSHOTS);
      assertThat(lines.with("HostileSink failed")).as("once, and not each time").hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldGiveLaterSinksTheirSnapshotsIfOneFailsToSayWhetherItListens(Faults faults)
      throws InterruptedException {
    try (LoggedLines lines = LoggedLines.collect()) {
      start(figures, new HostileSink(faults::strike, () -> {}), later);
      awaitSnapshots(SNAPSHOTS);
      assertThat(lines.with("failed to say if it listens")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("always")
  void shouldGiveLaterSinksTheirSnapshotsIfTheLoggerThrowsToo(Faults faults)
      throws InterruptedException {
    try (LoggedLines lines = LoggedLines.thatThrow(faults)) {
      start(figures, new HostileSink(() -> {}, faults::strike), later);
      awaitSnapshots(SNAPSHOTS);
      assertThat(lines.with("HostileSink failed")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldGoOnAfterASampleThatFailed(Faults faults) throws InterruptedException {
    CountDownLatch healed = new CountDownLatch(1);
    SampledSource hostile =
        new SampledSource() {
          @Override
          public Ledger totals() {
            return figures.totals();
          }

          @Override
          public Optional<WorkerCount> workers() {
            if (faults.calls() < 2 * SNAPSHOTS) {
              faults.strike();
            } else {
              healed.countDown();
            }
            return figures.workers();
          }

          @Override
          public Optional<ResourceUse> resource() {
            return figures.resource();
          }
        };
    try (LoggedLines lines = LoggedLines.collect()) {
      start(hostile, later);
      assertThat(healed.await(20, TimeUnit.SECONDS)).isTrue();
      awaitSnapshots(SNAPSHOTS);
      assertThat(lines.with("A sample failed")).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("always")
  void shouldCloseAndSendTheLastSnapshotIfASinkThrows(Faults faults) {
    Sampler sampler = new Sampler("weir", figures, latencies, Duration.ofHours(1));
    sampler.addSink(new HostileSink(() -> {}, faults::strike));
    sampler.addSink(later);
    sampler.start();
    figures.ledger = new Ledger(3, 3, 0, 0, 0, 0);
    sampler.close();
    assertThat(later.received).hasSize(1);
    assertThat(later.received.element().ledger().completed()).isEqualTo(3);
  }

  @Test
  void shouldNotBeKeptFromSleepingByAnInterruptThatASinkLeft() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    SnapshotSink interrupting =
        new HostileSink(
            () -> {},
            () -> {
              Thread.currentThread().interrupt();
              interrupted.countDown();
            });
    start(figures, interrupting, later);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    Thread sampling =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("weir-sampler"))
            .findAny()
            .orElseThrow();
    while (sampling.isInterrupted()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    awaitSnapshots(3);
  }

  @Test
  void shouldBeClosedByASink() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    List<Sampler> sampler = new ArrayList<>();
    Sampler closing = new Sampler("weir", figures, latencies, Duration.ofMillis(1));
    sampler.add(closing);
    closing.addSink(
        new HostileSink(
            () -> {},
            () -> {
              sampler.getFirst().close();
              closed.countDown();
            }));
    closing.addSink(later);
    closing.start();
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(later.received.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void shouldCloseInSpiteOfASinkThatHangs() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    SnapshotSink hanging =
        new HostileSink(
            () -> {},
            () -> {
              inside.countDown();
              awaitUninterrupted(gate);
            });
    try (LoggedLines lines = LoggedLines.collect()) {
      Sampler sampler = start(figures, hanging);
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      sampler.close();
      assertThat(lines.with("There is no last snapshot")).hasSize(1);
    } finally {
      gate.countDown();
    }
  }

  private static void awaitUninterrupted(CountDownLatch gate) {
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        // The hang is what is tested.
      }
    }
  }

  @Test
  void shouldRefuseAPeriodOfNothingAndTakeOneWithoutEnd() {
    assertThatThrownBy(() -> new Sampler("weir", figures, latencies, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be above 0");
    Sampler sampler = new Sampler("weir", figures, latencies, Duration.ofSeconds(Long.MAX_VALUE));
    sampler.addSink(later);
    sampler.start();
    sampler.close();
    assertThat(later.received).hasSize(1);
  }
}
