package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lmax.disruptor.Sequence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ElasticWorkerPoolTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private final AtomicInteger failures = new AtomicInteger();
  private ElasticWorkerPool<Task> pool = newPool(8, 4);

  @AfterEach
  void closePool() throws InterruptedException {
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  private ElasticWorkerPool<Task> newPool(int ringSize, int maxWorkers) {
    return ElasticWorkerPool.builder(
            Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
        .ringSize(ringSize)
        .maxWorkers(maxWorkers)
        .failureListener((workerIndex, sequence, event, failure) -> failures.incrementAndGet())
        .buildWorkers();
  }

  private boolean publish(Task.Action action) {
    return pool.ring().tryPublishEvent((task, sequence) -> task.action = action);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldHandleNothingUntilItHasAWorker() throws InterruptedException {
    CountDownLatch handled = new CountDownLatch(1);
    assertThat(publish(handled::countDown)).isTrue();

    assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 0, 0, 0, 0));
    assertThat(pool.awaitDrained(PATIENCE)).as("a paused pool does not wait").isFalse();

    pool.resizeTo(1);
    assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 1, 1, 0, 0));
  }

  @Test
  void shouldUseWorkersAddedWhileAllOthersAreBusy() throws Exception {
    pool.resizeTo(1);
    // Nobody passes before three handlers are inside at once.
    CyclicBarrier allThree = new CyclicBarrier(4);
    for (int event = 0; event < 3; event++) {
      publish(() -> meet(allThree));
    }
    pool.resizeTo(3);
    meet(allThree);

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts().completed()).isEqualTo(3);
  }

  private static void meet(CyclicBarrier barrier)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    barrier.await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldReleaseSlotsBeforeTheirHandlersEnd() throws InterruptedException {
    pool.resizeTo(1);
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    publish(
        () -> {
          inside.countDown();
          gate.acquire();
        });
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

    // The whole ring is free although one handler is stuck.
    for (int event = 0; event < 8; event++) {
      assertThat(publish(() -> {})).as("event %d", event).isTrue();
    }
    assertThat(publish(() -> {})).as("one more than the ring has").isFalse();
    PoolCounts counts = pool.counts();
    assertThat(counts.inFlight()).isEqualTo(1);
    assertThat(counts.backlog()).isEqualTo(8);

    gate.release();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts().completed()).isEqualTo(9);
  }

  @Test
  void shouldLetABusyWorkerFinishItsEventBeforeItLeaves() throws InterruptedException {
    pool.resizeTo(2);
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(2);
    for (int event = 0; event < 2; event++) {
      publish(
          () -> {
            inside.countDown();
            gate.acquire();
          });
    }
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

    pool.resizeTo(0);
    assertThat(pool.requestedWorkers()).isZero();
    assertThat(pool.effectiveWorkers()).isEqualTo(2);

    gate.release(2);
    await(() -> pool.effectiveWorkers() == 0);
    assertThat(pool.counts().completed()).isEqualTo(2);
  }

  @Test
  void shouldKeepWorkersThatWereAboutToLeaveWhenItGrowsAgain() throws InterruptedException {
    pool.resizeTo(1);
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    publish(
        () -> {
          inside.countDown();
          gate.acquire();
        });
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

    pool.resizeTo(0);
    pool.resizeTo(1);
    assertThat(pool.effectiveWorkers()).as("the old worker, and no second one").isEqualTo(1);

    gate.release();
    CountDownLatch next = new CountDownLatch(1);
    publish(next::countDown);
    assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldLoseNothingWhenIdleWorkersLeave() throws InterruptedException {
    // Disruptor 3.4.4's WorkerPool loses one event for each idle worker halted.
    for (int round = 0; round < 200; round++) {
      pool.resizeTo(4);
      pool.resizeTo(1);
      int before = round;
      await(() -> publish(() -> {}));
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(pool.counts().completed()).isEqualTo(before + 1L);
    }
  }

  @Test
  void shouldCountExceptionsAndErrorsAsFailedAndGoOn() throws InterruptedException {
    pool.resizeTo(1);
    publish(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    publish(
        () -> {
          throw new AssertionError("on purpose");
        });
    CountDownLatch last = new CountDownLatch(1);
    publish(last::countDown);

    assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 3, 1, 2, 0));
    assertThat(failures).hasValue(2);
    assertThat(pool.effectiveWorkers()).isEqualTo(1);
  }

  @Test
  void shouldNotHandAnInterruptOnToTheNextEvent() throws InterruptedException {
    pool.resizeTo(1);
    publish(() -> Thread.currentThread().interrupt());
    AtomicInteger interrupted = new AtomicInteger(-1);
    publish(() -> interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0));

    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(interrupted).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, 1_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void shouldRefuseTargetsOutOfRangeAndChangeNothing(int workers) {
    pool.resizeTo(2);
    assertThatThrownBy(() -> pool.resizeTo(workers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers must be between 0 and 4, and " + workers + " is not");
    assertThat(pool.requestedWorkers()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToResizeOnceClosed() throws InterruptedException {
    pool.resizeTo(2);
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThatThrownBy(() -> pool.resizeTo(1)).isInstanceOf(IllegalStateException.class);
    assertThat(pool.effectiveWorkers()).isZero();
  }

  @Test
  void shouldNotWaitForEverForAStuckHandler() throws InterruptedException {
    pool.resizeTo(1);
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    publish(
        () -> {
          inside.countDown();
          gate.acquire();
        });
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(pool.awaitDrained(Duration.ofMillis(20))).isFalse();
    assertThat(pool.close(Duration.ofMillis(20))).isFalse();
    assertThat(pool.counts().inFlight()).isEqualTo(1);

    gate.release();
  }

  @Test
  void shouldSurviveATransferAndAListenerThatFail() throws InterruptedException {
    pool.resizeTo(1);
    // The move happens outside the handler but inside the event: it fails the event, not the
    // worker.
    ElasticWorkerPool<Task> hostile =
        ElasticWorkerPool.<Task>builder(
                Task::new,
                (slot, target) -> {
                  throw new IllegalStateException("move fails on purpose");
                },
                workerIndex -> task -> {})
            .failureListener(
                (workerIndex, sequence, event, failure) -> {
                  throw new IllegalStateException("listener fails on purpose");
                })
            .buildWorkers();
    hostile.resizeTo(1);
    for (int event = 0; event < 3; event++) {
      assertThat(hostile.ring().tryPublishEvent((task, sequence) -> {})).isTrue();
    }
    assertThat(hostile.awaitDrained(PATIENCE)).isTrue();
    assertThat(hostile.counts().failed()).isEqualTo(3);
    assertThat(hostile.effectiveWorkers()).isEqualTo(1);
    assertThat(hostile.close(PATIENCE)).isTrue();
  }

  /** An announcement that throws an Error once, as the JVM's own code can at any place. */
  private static final class FatalAnnouncement extends Sequence {
    private final AtomicInteger left;

    FatalAnnouncement(AtomicInteger left) {
      super(WorkerCell.FREE);
      this.left = left;
    }

    @Override
    public void set(long value) {
      if (value == WorkerCell.FREE && left.getAndDecrement() == 0) {
        throw new InternalError("the worker dies on purpose");
      }
      super.set(value);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 6, 7, 8, 10})
  void shouldReplaceAWorkerThatDiesAndEndEachOfItsEventsOnce(int diesAt)
      throws InterruptedException {
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger left = new AtomicInteger(diesAt);
    PoolBuilder<Task> builder =
        ElasticWorkerPool.builder(
                Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
            .ringSize(64)
            .maxWorkers(1)
            .maxBatch(8)
            .failureListener(
                (workerIndex, sequence, event, failure) -> {
                  told.add(sequence);
                  // What comes after a death can't undo the replacement.
                  throw new InternalError("the listener fails on purpose");
                });
    builder.cells = () -> new WorkerCell(new FatalAnnouncement(left));
    ElasticWorkerPool<Task> mortal = builder.buildWorkers();
    AtomicInteger handled = new AtomicInteger();
    for (int event = 0; event < 64; event++) {
      mortal.tryPublish((task, sequence) -> task.action = handled::incrementAndGet);
    }
    mortal.resizeTo(1);
    assertThat(mortal.awaitDrained(PATIENCE)).isTrue();

    await(() -> mortal.effectiveWorkers() == 1 && told.size() == mortal.counts().failed());
    PoolCounts counts = mortal.counts();
    assertThat(left.get()).as("it has died").isNegative();
    assertThat(counts.completed() + counts.failed()).isEqualTo(64);
    assertThat(handled.get()).isEqualTo(counts.completed());
    assertThat(told).doesNotHaveDuplicates().hasSize((int) counts.failed());
    assertThat(mortal.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldGoOnAfterAFailureListenerThatThrowsAnError() throws InterruptedException {
    ElasticWorkerPool<Task> hostile =
        ElasticWorkerPool.builder(
                Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
            .ringSize(1024)
            .maxWorkers(1)
            .maxBatch(8)
            .failureListener(
                (workerIndex, sequence, event, failure) -> {
                  throw new AssertionError("the listener fails on purpose");
                })
            .buildWorkers();
    AtomicInteger handled = new AtomicInteger();
    for (int event = 0; event < 600; event++) {
      int number = event;
      hostile.tryPublish(
          (task, sequence) ->
              task.action =
                  () -> {
                    handled.incrementAndGet();
                    if (number % 100 == 0) {
                      throw new IllegalStateException("on purpose");
                    }
                  });
    }
    hostile.resizeTo(1);
    assertThat(hostile.awaitDrained(PATIENCE)).isTrue();
    assertThat(handled).as("no event suffers from the listener").hasValue(600);
    assertThat(hostile.counts()).isEqualTo(new PoolCounts(600, 600, 594, 6, 0));
    assertThat(hostile.effectiveWorkers()).isEqualTo(1);
    assertThat(hostile.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldRecordWhatItDoesInFlightRecorder() throws Exception {
    try (Recording recording = new Recording()) {
      for (String event :
          List.of("weir.Resize", "weir.WorkerStart", "weir.WorkerLife", "weir.HandlerFailure")) {
        recording.enable(event).withoutThreshold();
      }
      recording.start();
      pool.resizeTo(2);
      publish(
          () -> {
            throw new IllegalStateException("on purpose");
          });
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      pool.resizeTo(0);
      await(() -> pool.effectiveWorkers() == 0);
      recording.stop();
      Path file = folder.resolve("pool.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);

      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals("weir.Resize"))
          .extracting(event -> event.getInt("oldTarget") + "→" + event.getInt("newTarget"))
          .containsExactly("0→2", "2→0");
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals("weir.HandlerFailure"))
          .extracting(event -> event.getString("failure"))
          .containsExactly("java.lang.IllegalStateException: on purpose");
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().equals("weir.WorkerStart"))
          .hasSize(2);
    }
  }

  @Test
  void shouldRunOnVirtualThreads() throws InterruptedException {
    ElasticWorkerPool<Task> virtual =
        ElasticWorkerPool.builder(
                Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
            .ringSize(64)
            .maxWorkers(32)
            .threadFactory(Thread.ofVirtual().name("virtual-worker-", 0).factory())
            .buildWorkers();
    virtual.resizeTo(32);
    CountDownLatch all = new CountDownLatch(32);
    AtomicInteger onVirtualThreads = new AtomicInteger();
    for (int event = 0; event < 32; event++) {
      virtual
          .ring()
          .publishEvent(
              (task, sequence) ->
                  task.action =
                      () -> {
                        onVirtualThreads.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
                        all.countDown();
                        all.await();
                      });
    }
    assertThat(virtual.awaitDrained(PATIENCE)).isTrue();
    assertThat(onVirtualThreads).hasValue(32);
    assertThat(virtual.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldRefuseARingSizeThatIsNoPowerOfTwo() {
    assertThatThrownBy(() -> newPool(1000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ring size must be a power of two, and 1000 is not");
  }
}
