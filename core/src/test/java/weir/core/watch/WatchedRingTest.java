package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerFigures;
import weir.core.worker.ElasticWorkerPool;

/** Rings and pools on rings, watched from outside. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchedRingTest {

  private static final class Event {
    private long value;
  }

  private final Watcher watcher = new Watcher();
  private final RingBuffer<Event> ring =
      RingBuffer.createMultiProducer(Event::new, 16, new BlockingWaitStrategy());
  private final Sequence fast = new Sequence();
  private final Sequence slow = new Sequence();

  @AfterEach
  void end() {
    watcher.close();
  }

  private void publish(int count) {
    for (int event = 0; event < count; event++) {
      ring.publishEvent((slot, sequence) -> slot.value = sequence);
    }
  }

  @Test
  void shouldTellHowFarEachConsumerIs() {
    ring.addGatingSequences(fast, slow);
    publish(2);
    fast.set(1);
    slow.set(1);
    WatchedRing journal = watcher.ring("journal", ring, fast, slow);
    assertThat(journal.source().kind()).isEqualTo(SourceKind.RING);
    assertThat(journal.source().capacity()).hasValue(16);
    assertThat(journal.source().capabilities().workers()).isEmpty();
    publish(10);
    fast.set(11);
    slow.set(4);
    assertThat(journal.figures()).isEqualTo(new RingFigures(11, 4, List.of(0L, 7L), 9));
    Snapshot now = journal.snapshot();
    assertThat(now.ledger().accepted()).as("since it is watched").isEqualTo(10);
    assertThat(now.ledger().completed()).isEqualTo(3);
    assertThat(now.ledger().backlog()).isEqualTo(7);
    assertThat(now.ledger().failed()).as("nobody counts them").isEmpty();
    assertThat(now.ledger().rejected()).isEmpty();
    assertThat(now.ledger().isClosed()).isTrue();
    assertThat(now.workers()).isEmpty();
    assertThat(now.resource()).isEmpty();
    assertThat(now.cohorts()).isEmpty();
    assertThat(now.sinceReset().serviceTime()).isEmpty();
    assertThatThrownBy(() -> journal.resizeTo(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldTellEachConsumerAsAWorkerWithItsBacklog() {
    ring.addGatingSequences(fast, slow);
    WatchedRing journal = watcher.ring("journal", ring, fast, slow);
    publish(12);
    fast.set(11);
    slow.set(4);
    WorkerFigures behind = workerOnceIts("consumer 2: 7 behind", journal);
    assertThat(behind.place()).isEqualTo(1);
    assertThat(behind.state()).isEqualTo(WorkerFigures.State.HANDLING);
    assertThat(behind.completed()).isEqualTo(5);
    WorkerFigures caughtUp = workerOnceIts("consumer 1: 0 behind", journal);
    assertThat(caughtUp.state()).isEqualTo(WorkerFigures.State.IDLE);
    assertThat(caughtUp.eventNanos()).isZero();
    assertThat(caughtUp.completed()).isEqualTo(12);
    assertThat(journal.snapshot().workers()).as("more of them would do no more").isEmpty();
    long busyNanos = behind.busyNanos();
    while (workerOnceIts("consumer 2: 7 behind", journal).busyNanos() <= busyNanos) {
      Thread.onSpinWait();
    }
    assertThat(workerOnceIts("consumer 2: 7 behind", journal).eventNanos()).isPositive();
  }

  /** Those seen last serve for a while. */
  private static WorkerFigures workerOnceIts(String thread, WatchedRing journal) {
    while (true) {
      for (WorkerFigures worker : journal.snapshot().workerFigures().orElseThrow()) {
        if (worker.thread().equals(thread)) {
          return worker;
        }
      }
    }
  }

  @Test
  void shouldTimeEventsUntilTheSlowestHasPassedThem() throws InterruptedException {
    ring.addGatingSequences(slow);
    WatchedRing journal = watcher.ring("journal", ring);
    LatencySummary timed = LatencySummary.EMPTY;
    while (timed.count() == 0) {
      publish(1);
      long publishedNanos = System.nanoTime();
      // What comes first after a rest is not stamped: the next look finds one that is.
      Thread.sleep(5);
      publish(1);
      long againNanos = System.nanoTime();
      Thread.sleep(40);
      long aboutMicros = (System.nanoTime() - againNanos) / 1_000;
      slow.set(ring.getCursor());
      Thread.sleep(60);
      timed = journal.snapshot().sinceReset().responseTime().orElseThrow();
      if (timed.count() > 0) {
        // On a busy machine it is seen late that it has been passed.
        long mostMicros = (System.nanoTime() - publishedNanos) / 1_000;
        assertThat(timed.maxMicros()).isBetween(aboutMicros / 2, mostMicros * 101 / 100);
      }
    }
  }

  @Test
  void shouldWatchAPoolOfWorkers() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    ElasticWorkerPool<Event> pool =
        ElasticWorkerPool.builder(
                Event::new,
                (Event slot, Event target) -> {
                  target.value = slot.value;
                  return true;
                },
                place -> event -> gate.await())
            .ringSize(16)
            .maxWorkers(4)
            .buildWorkers();
    try {
      Watched watched = watcher.pool("pool", pool);
      assertThat(watched.source().kind()).isEqualTo(SourceKind.POOL);
      watched.resizeTo(2);
      for (int event = 0; event < 5; event++) {
        pool.tryPublish((slot, sequence) -> slot.value = sequence);
      }
      Ledger ledger = watched.snapshot().ledger();
      while (ledger.inFlight() < 2) {
        Thread.sleep(1);
        ledger = watched.snapshot().ledger();
      }
      assertThat(ledger.accepted()).isEqualTo(5);
      assertThat(ledger.backlog()).isEqualTo(3);
      assertThat(ledger.rejected()).as("nobody counts them").isEmpty();
      Snapshot now = watched.snapshot();
      assertThat(now.workers().orElseThrow().requested()).isEqualTo(2);
      assertThat(now.sinceReset().waitTime()).isPresent();
      assertThat(now.sinceReset().serviceTime()).as("nobody times its handlers").isEmpty();
      pool.close();
      assertThat(pool.isClosed()).isTrue();
      assertThat(watched.snapshot().ledger().inFlight())
          .as("its workers are there yet")
          .isEqualTo(2);
    } finally {
      gate.countDown();
      pool.close(Duration.ofSeconds(20));
    }
    while (watcher.find("pool").isPresent()) {
      Thread.sleep(1);
    }
  }
}
