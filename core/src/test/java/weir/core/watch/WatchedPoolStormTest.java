package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.Ledger;

/** Everything at once: the ledger closes at each look, and in the end each task is in it once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchedPoolStormTest {

  private static final int PUBLISHERS = 3;
  private static final int TASKS_EACH = 5_000;

  private final Watcher watcher = new Watcher();

  /** Replaced by a pool that is watched from the inside, for half of the storms. */
  private ThreadPoolExecutor watched =
      new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(64));

  private final AtomicInteger offered = new AtomicInteger();
  private final AtomicInteger ran = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldCountEachTaskOnce(long seed) throws Exception {
    watched = watcher.executor("storm", watched);
    storm(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void shouldCountEachTaskOnceFromTheInside(long seed) throws Exception {
    watched =
        watcher.executor(
            "storm",
            2,
            2,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(64),
            Executors.defaultThreadFactory(),
            new ThreadPoolExecutor.AbortPolicy());
    storm(seed);
  }

  private void storm(long seed) throws InterruptedException {
    Watched source = watcher.find("storm").orElseThrow();
    List<Thread> threads = new ArrayList<>();
    for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
      Random random = new Random(seed * 31 + publisher);
      threads.add(start(() -> publish(random)));
    }
    Random random = new Random(seed);
    long accepted = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      source.resizeTo(1 + random.nextInt(8));
      Ledger ledger = source.snapshot().ledger();
      assertThat(ledger.isClosed()).as("seed %s: %s", seed, ledger).isTrue();
      assertThat(ledger.accepted()).as("seed %s", seed).isGreaterThanOrEqualTo(accepted);
      accepted = ledger.accepted();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(fault.get()).as("seed %s", seed).isNull();
    watched.shutdown();
    assertThat(watched.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    Ledger ledger = source.snapshot().ledger();
    assertThat(ledger.inPipeline()).as("seed %s: %s", seed, ledger).isZero();
    assertThat(ledger.offered()).as("seed %s: %s", seed, ledger).isEqualTo(offered.get());
    assertThat(ledger.completed()).as("seed %s: %s", seed, ledger).isLessThanOrEqualTo(ran.get());
    watcher.close();
  }

  private Thread start(Runnable code) {
    Thread thread =
        new Thread(
            () -> {
              try {
                code.run();
              } catch (Throwable e) {
                fault.compareAndSet(null, e);
              }
            });
    thread.start();
    return thread;
  }

  private void publish(Random random) {
    for (int task = 0; task < TASKS_EACH; task++) {
      int kind = random.nextInt(8);
      offered.incrementAndGet();
      try {
        publish(kind);
      } catch (RejectedExecutionException e) {
        // It is in the ledger, which is held against all that were offered.
      }
    }
  }

  private void publish(int kind) {
    Runnable counting = ran::incrementAndGet;
    switch (kind) {
      case 0 -> watched.submit(counting).cancel(true);
      case 1 -> {
        watched.execute(counting);
        watched.remove(counting);
      }
      case 2 ->
          assertThat(
                  watched.submit(
                      () -> {
                        throw new IllegalStateException("of the task");
                      }))
              .isNotNull();
      case 3 -> {
        FutureTask<?> own = new FutureTask<>(counting, null);
        watched.execute(own);
        own.cancel(false);
        watched.purge();
      }
      case 4 -> {
        Future<?> future = watched.submit(counting);
        watched.remove((Runnable) future);
      }
      case 5 -> {
        watched.execute(counting);
        watched.getQueue().poll();
      }
      default -> watched.execute(counting);
    }
  }
}
