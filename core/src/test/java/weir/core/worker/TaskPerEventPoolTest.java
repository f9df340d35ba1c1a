package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TaskPerEventPoolTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger failures = new AtomicInteger();
  private final TaskPerEventPool<Task> pool = builder().buildTaskPerEvent();

  private PoolBuilder<Task> builder() {
    return new PoolBuilder<Task>(Task::new, Task::move, place -> (Task task) -> task.action.run())
        .ringSize(64)
        .maxWorkers(16)
        .failureListener((place, sequence, event, failure) -> failures.incrementAndGet());
  }

  @AfterEach
  void closePool() throws InterruptedException {
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  private boolean publish(Task.Action action) {
    return pool.ring().tryPublishEvent((task, sequence) -> task.action = action);
  }

  @Test
  void shouldRunEachEventOnAThreadOfItsOwn() throws InterruptedException {
    pool.resizeTo(4);
    AtomicInteger virtual = new AtomicInteger();
    for (int event = 0; event < 10; event++) {
      publish(() -> virtual.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0));
    }
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(virtual).as("this test runs on a Java with virtual threads").hasValue(10);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(10, 10, 10, 0, 0));
    // A task leaves a moment after its event was counted.
    while (pool.effectiveWorkers() != 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldKeepToTheLimitAndFollowItLive() throws InterruptedException {
    Semaphore gate = new Semaphore(0);
    AtomicInteger inside = new AtomicInteger();
    pool.resizeTo(2);
    for (int event = 0; event < 30; event++) {
      publish(
          () -> {
            inside.incrementAndGet();
            gate.acquire();
            inside.decrementAndGet();
          });
    }
    awaitInside(inside, 2);
    assertThat(pool.counts().inFlight()).isEqualTo(2);
    pool.resizeTo(5);
    awaitInside(inside, 5);
    assertThat(pool.effectiveWorkers()).isEqualTo(5);

    pool.resizeTo(1);
    gate.release(4);
    awaitCompleted(4);
    assertThat(pool.counts().inFlight()).isEqualTo(1);
    pool.resizeTo(0);
    gate.release(1);
    awaitCompleted(5);
    assertThat(pool.awaitDrained(PATIENCE)).as("paused").isFalse();
    assertThat(pool.counts().backlog()).isEqualTo(25);

    gate.release(25);
    pool.resizeTo(16);
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts().completed()).isEqualTo(30);
  }

  private void awaitCompleted(long expected) {
    while (pool.counts().completed() != expected) {
      Thread.onSpinWait();
    }
  }

  private static void awaitInside(AtomicInteger inside, int expected) {
    while (inside.get() != expected) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldNotStallTheRingOverAStuckEvent() throws InterruptedException {
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    pool.resizeTo(2);
    publish(
        () -> {
          inside.countDown();
          gate.acquire();
        });
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    CountDownLatch others = new CountDownLatch(200);
    for (int event = 0; event < 200; event++) {
      while (!publish(others::countDown)) {
        Thread.onSpinWait();
      }
    }
    assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    gate.release();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
  }

  @Test
  void shouldCountFailuresAndGoOn() throws InterruptedException {
    pool.resizeTo(1);
    publish(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    publish(
        () -> {
          throw new StackOverflowError("on purpose");
        });
    publish(() -> {});
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(3, 3, 1, 2, 0));
    assertThat(failures).hasValue(2);
  }

  @Test
  void shouldKeepTheBacklogWhileThereAreNoThreads() throws InterruptedException {
    AtomicInteger threadsLeft = new AtomicInteger(2);
    AtomicInteger asked = new AtomicInteger();
    TaskPerEventPool<Task> starved =
        builder()
            .threadFactory(
                task -> {
                  asked.incrementAndGet();
                  if (threadsLeft.getAndDecrement() <= 0) {
                    throw new OutOfMemoryError("unable to create native thread, on purpose");
                  }
                  return new Thread(task);
                })
            .buildTaskPerEvent();
    starved.resizeTo(4);
    for (int event = 0; event < 64; event++) {
      assertThat(starved.tryPublish((task, sequence) -> task.action = () -> {}))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    while (starved.startFailure().map(StartFailure::attempts).orElse(0L) < 5
        || starved.counts().completed() < 2) {
      Thread.onSpinWait();
    }
    assertThat(starved.counts()).isEqualTo(new PoolCounts(64, 2, 2, 0, 0));
    assertThat(starved.startFailure().map(StartFailure::cause))
        .containsInstanceOf(OutOfMemoryError.class);
    assertThat(asked).as("it backs off").hasValueLessThan(1_000);

    threadsLeft.set(Integer.MAX_VALUE);
    assertThat(starved.awaitDrained(PATIENCE)).isTrue();
    assertThat(starved.counts()).isEqualTo(new PoolCounts(64, 64, 64, 0, 0));
    assertThat(starved.startFailure()).isEmpty();
    assertThat(starved.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldSurviveAHandlerFactoryThatThrowsAnError() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    TaskPerEventPool<Task> fragile =
        new PoolBuilder<Task>(
                Task::new,
                Task::move,
                place -> {
                  if (calls.getAndIncrement() == 0) {
                    throw new NoClassDefFoundError("on purpose");
                  }
                  return task -> task.action.run();
                })
            .ringSize(8)
            .maxWorkers(1)
            .failureListener((place, sequence, event, failure) -> failures.incrementAndGet())
            .buildTaskPerEvent();
    fragile.resizeTo(1);
    for (int event = 0; event < 3; event++) {
      assertThat(fragile.ring().tryPublishEvent((task, sequence) -> task.action = () -> {}))
          .isTrue();
    }
    assertThat(fragile.awaitDrained(Duration.ofSeconds(5))).isTrue();
    assertThat(fragile.counts()).isEqualTo(new PoolCounts(3, 3, 3, 0, 0));
    assertThat(failures).hasValue(0);
    assertThat(fragile.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldStartNoHandlerOnceCloseHasAnsweredTrue() throws InterruptedException {
    CountDownLatch making = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    AtomicInteger handled = new AtomicInteger();
    TaskPerEventPool<Task> slow =
        new PoolBuilder<Task>(
                Task::new,
                Task::move,
                place -> {
                  making.countDown();
                  gate.acquireUninterruptibly();
                  return task -> handled.incrementAndGet();
                })
            .buildTaskPerEvent();
    slow.resizeTo(1);
    slow.ring().tryPublishEvent((task, sequence) -> {});
    assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(slow.close(Duration.ofMillis(50))).as("a task is on its way").isFalse();
    gate.release();
    assertThat(slow.close(PATIENCE)).isTrue();
    assertThat(handled).hasValue(0);
    assertThat(slow.counts()).isEqualTo(new PoolCounts(1, 0, 0, 0, 0));
  }

  @ParameterizedTest(name = "slow thread factory: {0}")
  @ValueSource(booleans = {true, false})
  void shouldNotGoOverATargetThatTheTasksAreDownTo(boolean slowThreads)
      throws InterruptedException {
    // Between the look at the target and the start, a factory has its say: the limit must hold
    // then.
    CountDownLatch making = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    Runnable wait =
        () -> {
          making.countDown();
          gate.acquireUninterruptibly();
        };
    AtomicInteger handled = new AtomicInteger();
    TaskPerEventPool<Task> slow =
        new PoolBuilder<Task>(
                Task::new,
                Task::move,
                place -> {
                  if (!slowThreads) {
                    wait.run();
                  }
                  return task -> handled.incrementAndGet();
                })
            .threadFactory(
                task -> {
                  if (slowThreads) {
                    wait.run();
                  }
                  return new Thread(task);
                })
            .buildTaskPerEvent();
    slow.resizeTo(1);
    slow.ring().tryPublishEvent((task, sequence) -> {});
    assertThat(making.await(20, TimeUnit.SECONDS)).isTrue();
    slow.resizeTo(0);
    assertThat(slow.effectiveWorkers()).as("the task on its way counts").isEqualTo(1);
    gate.release(1_000);
    while (slow.effectiveWorkers() > 0) {
      Thread.onSpinWait();
    }
    int before = handled.get();
    slow.ring().tryPublishEvent((task, sequence) -> {});
    assertThat(slow.awaitDrained(Duration.ofMillis(50))).isFalse();
    assertThat(handled).hasValue(before);
    assertThat(slow.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldRefuseTargetsOutOfRangeAndOnceClosed() throws InterruptedException {
    assertThatThrownBy(() -> pool.resizeTo(17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers must be between 0 and 16, and 17 is not");
    assertThatThrownBy(() -> pool.resizeTo(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThatThrownBy(() -> pool.resizeTo(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldEndEveryEventExactlyOnceWhateverTheResizes() throws InterruptedException {
    int events = 100_000;
    long seed = System.nanoTime();
    AtomicIntegerArray handled = new AtomicIntegerArray(events);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger highest = new AtomicInteger();
    Thread publisher =
        new Thread(
            () -> {
              for (int event = 0; event < events; event++) {
                int id = event;
                Task.Action action =
                    () -> {
                      highest.accumulateAndGet(running.incrementAndGet(), Math::max);
                      handled.incrementAndGet(id);
                      running.decrementAndGet();
                      if (id % 997 == 0) {
                        throw new IllegalStateException("on purpose");
                      }
                    };
                while (!publish(action)) {
                  LockSupport.parkNanos(1_000);
                }
              }
            });
    publisher.start();
    Random random = new Random(seed);
    while (publisher.isAlive()) {
      pool.resizeTo(random.nextInt(10));
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
    publisher.join();
    pool.resizeTo(9);
    assertThat(pool.awaitDrained(PATIENCE)).as("seed %d", seed).isTrue();
    int wrong = 0;
    for (int event = 0; event < events; event++) {
      wrong += handled.get(event) == 1 ? 0 : 1;
    }
    assertThat(wrong).as("missing or repeated, seed %d", seed).isZero();
    assertThat(highest.get()).as("seed %d", seed).isBetween(1, 9);
    assertThat(pool.counts().failed()).isEqualTo(failures.get()).isEqualTo(101);
  }
}
