package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.WorkerFigures;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class KillWorkerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private PoolBuilder<Task> builder() {
    return ElasticWorkerPool.builder(
            Task::new, Task::move, workerIndex -> (Task task) -> task.action.run())
        .ringSize(1024)
        .maxWorkers(4)
        .failureListener((workerIndex, sequence, event, failure) -> failures.add(failure));
  }

  private static void publish(HandlerPool<Task> pool, Task.Action action) {
    while (pool.tryPublish((task, sequence) -> task.action = action) != PublishResult.ACCEPTED) {
      Thread.onSpinWait();
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldFailTheEventOfTheKilledWorkerAndHandleAllOthers(int workers) throws Exception {
    try (HandlerPool<Task> pool = builder().buildWorkers()) {
      CountDownLatch stuck = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      pool.resizeTo(workers);
      publish(
          pool,
          () -> {
            stuck.countDown();
            never.await();
          });
      stuck.await();
      for (int event = 1; event < 1_000; event++) {
        publish(pool, () -> {});
      }
      int place = placeOfBusy(pool);
      String before = pool.workers().get(0).thread();

      assertThat(pool.killWorker(place)).isTrue();

      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(pool.counts()).isEqualTo(new PoolCounts(1_000, 1_000, 999, 1, 0));
      assertThat(failures).singleElement().isInstanceOf(WorkerKilled.class);
      await(() -> pool.effectiveWorkers() == workers && isIdle(pool));
      if (workers == 1) {
        assertThat(pool.workers()).noneMatch(worker -> worker.thread().equals(before));
      }
    }
  }

  private static int placeOfBusy(HandlerPool<Task> pool) {
    // Those that are at the others are done at once.
    await(() -> pool.counts().inFlight() == 1 || pool.requestedWorkers() == 1);
    return pool.workers().stream()
        .filter(worker -> worker.state() == WorkerFigures.State.HANDLING)
        .findFirst()
        .orElseThrow()
        .place();
  }

  private static boolean isIdle(HandlerPool<Task> pool) {
    return pool.workers().stream().allMatch(worker -> worker.state() == WorkerFigures.State.IDLE);
  }

  @Test
  void shouldReplaceAWorkerThatIsKilledWhileItWaits() throws Exception {
    try (HandlerPool<Task> pool = builder().buildWorkers()) {
      pool.resizeTo(1);
      await(() -> pool.workers().stream().anyMatch(it -> !it.thread().isEmpty()) && isIdle(pool));

      assertThat(pool.killWorker(pool.workers().get(0).place())).isTrue();

      publish(pool, () -> {});
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 1, 1, 0, 0));
      await(() -> pool.effectiveWorkers() == 1);
    }
  }

  @Test
  void shouldLetAnEventEndThatDoesNotCareForInterrupts() throws Exception {
    try (HandlerPool<Task> pool = builder().buildWorkers()) {
      CountDownLatch stuck = new CountDownLatch(1);
      Semaphore gate = new Semaphore(0);
      pool.resizeTo(1);
      publish(
          pool,
          () -> {
            stuck.countDown();
            gate.acquireUninterruptibly();
          });
      stuck.await();
      int place = pool.workers().get(0).place();
      assertThat(pool.killWorker(place)).isTrue();
      assertThat(pool.killWorker(place)).as("it dies already").isFalse();
      gate.release();

      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 1, 1, 0, 0));
      await(() -> pool.effectiveWorkers() == 1 && isIdle(pool));
    }
  }

  @Test
  void shouldInterruptTheThreadOfAnEvent() throws Exception {
    try (HandlerPool<Task> pool = builder().buildTaskPerEvent()) {
      CountDownLatch stuck = new CountDownLatch(1);
      pool.resizeTo(1);
      publish(
          pool,
          () -> {
            stuck.countDown();
            new CountDownLatch(1).await();
          });
      publish(pool, () -> {});
      stuck.await();

      assertThat(pool.killWorker(0)).isTrue();

      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(pool.counts()).isEqualTo(new PoolCounts(2, 2, 1, 1, 0));
      assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void shouldSayThatThereIsNobodyToKill() {
    for (HandlerPool<Task> pool :
        List.of(builder().buildWorkers(), builder().buildTaskPerEvent())) {
      try (pool) {
        assertThat(pool.killWorker(-1)).isFalse();
        assertThat(pool.killWorker(0)).isFalse();
        assertThat(pool.killWorker(4)).isFalse();
      }
    }
  }

  /** A handler that takes its time to close, as one with a connection does. */
  private static final class SlowToClose implements WorkHandler<Task>, AutoCloseable {

    private final CountDownLatch closing;
    private final CountDownLatch gate;
    private final Runnable whileItCloses;

    SlowToClose(CountDownLatch closing, CountDownLatch gate, Runnable whileItCloses) {
      this.closing = closing;
      this.gate = gate;
      this.whileItCloses = whileItCloses;
    }

    @Override
    public void onEvent(Task task) throws Exception {
      task.action.run();
    }

    @Override
    public void close() {
      closing.countDown();
      awaitGate(gate);
      whileItCloses.run();
    }
  }

  @Test
  void shouldWaitAtTheCloseForTheHandlerOfAKilledWorker() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger closed = new AtomicInteger();
    AtomicInteger waitedForItself = new AtomicInteger();
    AtomicReference<HandlerPool<Task>> itself = new AtomicReference<>();
    HandlerPool<Task> pool =
        ElasticWorkerPool.builder(
                Task::new,
                Task::move,
                workerIndex ->
                    new SlowToClose(
                        closing,
                        gate,
                        () -> {
                          waitedForItself.addAndGet(closeFromInside(itself.get()) ? 1 : 0);
                          closed.incrementAndGet();
                        }))
            .maxWorkers(1)
            .failureListener((workerIndex, sequence, event, failure) -> failures.add(failure))
            .buildWorkers();
    itself.set(pool);
    pool.resizeTo(1);
    publish(
        pool,
        () -> {
          stuck.countDown();
          new CountDownLatch(1).await();
        });
    stuck.await();
    pool.resizeTo(0);
    assertThat(pool.killWorker(0)).isTrue();
    closing.await();
    await(() -> pool.effectiveWorkers() == 0);

    assertThat(pool.close(Duration.ZERO)).as("its handler is not closed yet").isFalse();
    gate.countDown();
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(closed).hasValue(1);
    assertThat(waitedForItself).hasValue(0);
  }

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean closeFromInside(HandlerPool<Task> pool) {
    try {
      return pool.close(Duration.ofDays(1));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** An announcement that throws an Error once, as the JVM's own code can at any place. */
  private static final class FatalOnce extends Sequence {

    private final AtomicBoolean spent;

    FatalOnce(AtomicBoolean spent) {
      super(WorkerCell.FREE);
      this.spent = spent;
    }

    @Override
    public void set(long value) {
      if (value == WorkerCell.FREE && !spent.getAndSet(true)) {
        throw new InternalError("dies on purpose");
      }
      super.set(value);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldWaitAtTheCloseForWhoHasDied(boolean perEvent) throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger open = new AtomicInteger();
    AtomicBoolean spent = new AtomicBoolean();
    AtomicReference<HandlerPool<Task>> itself = new AtomicReference<>();
    AtomicBoolean waitedForItself = new AtomicBoolean();
    CountDownLatch atOnce = new CountDownLatch(0);
    PoolBuilder<Task> builder =
        ElasticWorkerPool.builder(
                Task::new,
                Task::move,
                workerIndex -> {
                  open.incrementAndGet();
                  return new SlowToClose(atOnce, atOnce, open::decrementAndGet);
                })
            .maxWorkers(1)
            .failureListener(
                (workerIndex, sequence, event, failure) -> {
                  told.countDown();
                  awaitGate(gate);
                  waitedForItself.set(closeFromInside(itself.get()));
                });
    builder.cells = () -> new WorkerCell(new FatalOnce(spent));
    HandlerPool<Task> pool = perEvent ? builder.buildTaskPerEvent() : builder.buildWorkers();
    itself.set(pool);
    publish(pool, () -> {});
    pool.resizeTo(1);
    told.await();

    assertThat(pool.close(Duration.ofMillis(100))).as("the listener is at it").isFalse();
    gate.countDown();
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(open).hasValue(0);
    assertThat(waitedForItself).isFalse();
  }

  @Test
  void shouldLoseNothingWhileWorkersAreKilledAndResized() throws Exception {
    try (HandlerPool<Task> pool = builder().buildWorkers()) {
      AtomicInteger ended = new AtomicInteger();
      pool.resizeTo(4);
      Thread killer =
          new Thread(
              () -> {
                for (int kill = 0; !Thread.currentThread().isInterrupted(); kill++) {
                  pool.killWorker(kill % 4);
                  if (kill % 16 == 0) {
                    pool.resizeTo(1 + (kill / 16) % 4);
                  }
                  Thread.onSpinWait();
                }
              });
      killer.start();
      for (int event = 0; event < 50_000; event++) {
        publish(pool, ended::incrementAndGet);
      }
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      killer.interrupt();
      killer.join();

      PoolCounts counts = pool.counts();
      assertThat(counts.claimed()).isEqualTo(50_000);
      assertThat(counts.completed()).isEqualTo(ended.get());
      assertThat(counts.completed() + counts.failed()).isEqualTo(50_000);
      assertThat(failures).hasSize((int) counts.failed());
    }
  }
}
