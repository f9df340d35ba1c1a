package weir.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.EndedEvents;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SamplerTest {

  private final FakeFigures figures = new FakeFigures();
  private final FakeLatencies latencies = new FakeLatencies();
  private final FakeSink sink = new FakeSink();
  private @Nullable Sampler sampler;

  private Sampler startSampler(Duration period) {
    Sampler started = new Sampler("weir", figures, latencies, period);
    started.addSink(sink);
    started.start();
    sampler = started;
    return started;
  }

  @AfterEach
  void closeSampler() {
    if (sampler != null) {
      sampler.close();
    }
  }

  private Snapshot next() throws InterruptedException {
    Snapshot snapshot = sink.received.poll(10, TimeUnit.SECONDS);
    assertThat(snapshot).isNotNull();
    return snapshot;
  }

  @Test
  void shouldPublishWhatChangedAndLoseNoCount() throws InterruptedException {
    startSampler(Duration.ofMillis(1));
    long counted = 0;
    for (int change = 1; change <= 20; change++) {
      latencies.waiting.addAndGet(change);
      figures.ledger = new Ledger(change, change, 0, 0, 0, 0);
      Snapshot snapshot;
      do {
        snapshot = next();
        counted += snapshot.interval().responseTime().decode().getTotalCount();
      } while (snapshot.ledger().completed() < change);
    }
    while (counted < 210) {
      counted += next().interval().responseTime().decode().getTotalCount();
    }
    assertThat(counted).isEqualTo(210);
  }

  @Test
  void shouldNumberSnapshotsWithoutGapsAndCoverTimeWithoutGaps() throws InterruptedException {
    startSampler(Duration.ofMillis(1));
    Snapshot before = next();
    for (int change = 1; change <= 10; change++) {
      figures.ledger = new Ledger(change, 0, 0, 0, change, 0);
      Snapshot now = next();
      assertThat(now.number()).isEqualTo(before.number() + 1);
      assertThat(now.uptimeNanos()).isGreaterThan(before.uptimeNanos());
      assertThat(now.interval().intervalNanos()).isPositive();
      before = now;
    }
  }

  @Test
  void shouldStayQuietWhileNothingChanges() throws InterruptedException {
    startSampler(Duration.ofMillis(1));
    Snapshot first = next();
    Snapshot second = next();
    assertThat(second.uptimeNanos() - first.uptimeNanos())
        .as("a heartbeat, not a sample each millisecond")
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
  }

  @Test
  void shouldStartTheLedgerAfreshOnResetAndKeepItClosed() throws InterruptedException {
    figures.ledger = new Ledger(100, 60, 5, 7, 30, 5);
    Sampler started = startSampler(Duration.ofMillis(5));
    started.reset();

    Ledger afterReset = started.current().ledger();
    assertThat(afterReset).isEqualTo(new Ledger(35, 0, 0, 0, 30, 5));
    assertThat(afterReset.isClosed()).isTrue();
    assertThat(started.current().resets()).isEqualTo(1);

    figures.ledger = new Ledger(110, 80, 6, 9, 22, 2);
    assertThat(started.current().ledger()).isEqualTo(new Ledger(45, 20, 1, 2, 22, 2));
    assertThat(started.current().ledger().isClosed()).isTrue();
  }

  @Test
  void shouldCountWhatEndedBeforeAResetAsEndedBeforeTheLedger() throws InterruptedException {
    figures.ledger = new Ledger(100, 60, 5, 7, 30, 5);
    JournalFigures journal = Samples.journal(new Random(1)).since(Ledger.EMPTY);
    figures.journal = Optional.of(journal);
    EndedEvents before = journal.endedBefore().orElseThrow();
    Sampler started = startSampler(Duration.ofMillis(5));
    assertThat(started.current().journal()).hasValue(journal);

    started.reset();

    assertThat(started.current().journal().orElseThrow().endedBefore())
        .hasValue(new EndedEvents(before.completed() + 60, before.failed() + 5));
  }

  @Test
  void shouldNotHandAnOldIntervalToALateListener() throws InterruptedException {
    sink.listening = false;
    startSampler(Duration.ofMillis(1));
    latencies.waiting.set(1_000);
    while (latencies.waiting.get() != 0) {
      Thread.onSpinWait();
    }
    sink.listening = true;
    // At most the interval that was under way when listening began.
    next();
    latencies.waiting.set(3);
    figures.ledger = new Ledger(3, 3, 0, 0, 0, 0);
    long counted = 0;
    while (counted < 3) {
      counted += next().interval().responseTime().decode().getTotalCount();
    }
    assertThat(counted).isEqualTo(3);
  }

  @Test
  void shouldPublishALastSnapshotWhenItCloses() {
    Sampler started = startSampler(Duration.ofHours(1));
    figures.ledger = new Ledger(3, 3, 0, 0, 0, 0);
    started.close();
    assertThat(sink.received).hasSize(1);
    assertThat(sink.received.element().ledger().completed()).isEqualTo(3);
  }

  @Test
  void shouldMakeNoSnapshotForWhoDoesNotListen() throws InterruptedException {
    FakeSink deaf = new FakeSink();
    deaf.listening = false;
    startSampler(Duration.ofMillis(1)).addSink(deaf);
    for (int change = 1; change <= 5; change++) {
      figures.ledger = new Ledger(change, 0, 0, 0, change, 0);
      next();
    }
    assertThat(deaf.received).isEmpty();
  }

  /** Keeps the past, whoever listens. */
  private static final class Keeper implements SnapshotSink {
    private final BlockingQueue<Snapshot> kept = new LinkedBlockingQueue<>();
    private volatile boolean listening;

    @Override
    public void publish(Snapshot snapshot) {
      kept.add(snapshot);
    }

    @Override
    public boolean hasReceivers() {
      return listening;
    }

    @Override
    public boolean keepsThePast() {
      return true;
    }

    /** Takes snapshots until so many events were in their intervals; returns how many it took. */
    int await(long events) throws InterruptedException {
      long counted = 0;
      int taken = 0;
      while (counted < events) {
        Snapshot next = kept.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        counted += next.interval().responseTime().decode().getTotalCount();
        taken++;
      }
      assertThat(counted).isEqualTo(events);
      return taken;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveWhoKeepsThePastASnapshotASecondAndEachCount(boolean anotherListens)
      throws InterruptedException {
    Keeper keeper = new Keeper();
    sink.listening = anotherListens;
    Sampler started = new Sampler("weir", figures, latencies, Duration.ofMillis(1));
    sampler = started;
    started.addSink(sink);
    started.addSink(keeper);
    started.start();
    for (int change = 1; change <= 50; change++) {
      latencies.waiting.incrementAndGet();
      figures.ledger = new Ledger(change, change, 0, 0, 0, 0);
      while (latencies.waiting.get() != 0) {
        Thread.onSpinWait();
      }
    }
    long startNanos = System.nanoTime();
    int taken = keeper.await(50);
    assertThat(taken)
        .as("not one for each change")
        .isLessThanOrEqualTo(3 + (int) ((System.nanoTime() - startNanos) / 1_000_000_000));
    assertThat(sink.received.isEmpty()).isNotEqualTo(anotherListens);

    // What it is owed comes with the first that it listens to.
    latencies.waiting.set(7);
    figures.ledger = new Ledger(57, 57, 0, 0, 0, 0);
    while (latencies.waiting.get() != 0) {
      Thread.onSpinWait();
    }
    keeper.listening = true;
    keeper.await(7);
  }
}
