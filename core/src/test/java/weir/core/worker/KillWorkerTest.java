package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
