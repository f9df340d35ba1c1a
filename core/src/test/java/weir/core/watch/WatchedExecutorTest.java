package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerFigures;

/** Executors of which little is known. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchedExecutorTest {

  private final Watcher watcher = new Watcher();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    watcher.close();
  }

  private Snapshot snapshot() {
    Snapshot snapshot = watcher.find("orders").orElseThrow().snapshot();
    assertThat(snapshot.ledger().isClosed()).as("%s", snapshot.ledger()).isTrue();
    return snapshot;
  }

  private Ledger await(Ledger expected) throws InterruptedException {
    while (!snapshot().ledger().equals(expected)) {
      Thread.sleep(1);
    }
    return snapshot().ledger();
  }

  private void waitAtTheGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldLimitHowManyVirtualThreadsRunAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorService orders = watcher.limited("orders", threads, 2);
      for (int task = 0; task < 6; task++) {
        orders.execute(this::waitAtTheGate);
      }
      await(new Ledger(6, 0, 0, 0, 4, 2));
      assertThat(snapshot().workers().orElseThrow().requested()).isEqualTo(2);
      watcher.find("orders").orElseThrow().resizeTo(5);
      await(new Ledger(6, 0, 0, 0, 1, 5));
      watcher.find("orders").orElseThrow().resizeTo(1);
      gate.countDown();
      await(new Ledger(6, 6, 0, 0, 0, 0));
      assertThat(snapshot().sinceReset().waitTime().orElseThrow().count()).isEqualTo(6);
      watcher.find("orders").orElseThrow().resizeTo(0);
      Future<?> paused = orders.submit(() -> {});
      await(new Ledger(7, 6, 0, 0, 1, 0));
      watcher.find("orders").orElseThrow().resizeTo(1);
      paused.get();
      assertThatThrownBy(() -> watcher.find("orders").orElseThrow().resizeTo(1_025))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from 0 to 1024");
    }
  }

  @Test
  void shouldCountFarMoreThreadsThanItHasPlacesFor() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorService orders = watcher.executor("orders", threads);
      List<Future<?>> futures = new ArrayList<>();
      for (int task = 0; task < 3_000; task++) {
        futures.add(
            orders.submit(
                () -> {
                  ran.incrementAndGet();
                  waitAtTheGate();
                }));
      }
      await(new Ledger(3_000, 0, 0, 0, 0, 3_000));
      assertThat(snapshot().workers()).as("nobody knows of a number").isEmpty();
      gate.countDown();
      for (Future<?> future : futures) {
        future.get();
      }
      await(new Ledger(3_000, 3_000, 0, 0, 0, 0));
      assertThat(ran).hasValue(3_000);
      assertThat(snapshot().sinceReset().responseTime().orElseThrow().count()).isEqualTo(3_000);
      assertThatThrownBy(() -> watcher.find("orders").orElseThrow().resizeTo(3))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldWatchAForkJoinPool() throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(2)) {
      ExecutorService orders = watcher.executor("orders", pool);
      Future<?> failing =
          orders.submit(
              () -> {
                throw new IllegalStateException("of the task");
              });
      assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class);
      assertThat(orders.submit(() -> 7).get()).isEqualTo(7);
      await(new Ledger(2, 1, 1, 0, 0, 0));
      assertThat(snapshot().workers().orElseThrow().requested()).isEqualTo(2);
      assertThat(snapshot().oldestWaitingNanos()).as("nobody sees its queues").isEmpty();
      orders.shutdown();
      assertThatThrownBy(() -> orders.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(orders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      while (!watcher.watched().isEmpty()) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void shouldHelpTasksOfAForkJoinPoolThatWaitForTheirParts() throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      ExecutorService orders = watcher.executor("orders", pool);
      Future<Integer> whole =
          orders.submit(
              () -> {
                int sum = orders.submit(() -> 1).get();
                sum += orders.submit(() -> 2).get(20, TimeUnit.SECONDS);
                List<Callable<Integer>> parts =
                    List.of(() -> 3, () -> orders.submit(() -> 4).get());
                for (Future<Integer> part : orders.invokeAll(parts)) {
                  sum += part.get();
                }
                sum += orders.<Integer>invokeAny(List.of(() -> 5));
                return sum + orders.<Integer>invokeAny(List.of(() -> 6), 20, TimeUnit.SECONDS);
              });
      assertThat(whole.get(20, TimeUnit.SECONDS)).isEqualTo(21);
      await(new Ledger(8, 8, 0, 0, 0, 0));
    }
  }

  @Test
  void shouldTellThoseWhoWaitForATaskOfAForkJoinPoolThatItIsCancelled() throws Exception {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      ExecutorService orders = watcher.executor("orders", pool);
      orders.execute(this::waitAtTheGate);
      await(new Ledger(1, 0, 0, 0, 0, 1));
      Future<?> cancelled = orders.submit(() -> {});
      assertThat(cancelled.cancel(false)).isTrue();
      assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
      await(new Ledger(2, 0, 1, 0, 0, 1));
      Future<?> left = orders.submit(() -> {});
      Future<?> alsoLeft = orders.submit(() -> {});
      orders.shutdownNow();
      assertThatThrownBy(() -> left.get(20, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
      assertThatThrownBy(alsoLeft::get).isInstanceOf(CancellationException.class);
      assertThat(alsoLeft.isCancelled()).isTrue();
    }
  }

  /** Runs what it is given at once, in the thread that gives it. */
  private static final class CallersThread extends AbstractExecutorService {
    private volatile boolean isShutdown;
    private final AtomicInteger closes = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown();
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return isShutdown;
    }

    @Override
    public boolean isTerminated() {
      return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return isShutdown;
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }
  }

  @Test
  void shouldCloseAnExecutorAsThatDoesIt() {
    CallersThread executor = new CallersThread();
    ExecutorService orders = watcher.executor("orders", executor);
    orders.close();
    assertThat(executor.closes).hasValue(1);
    assertThat(executor.isShutdown()).as("not by its own close").isFalse();
    executor.shutdown();
  }

  @Test
  void shouldCountTasksThatAThreadRunsWithinAnother() throws Exception {
    CallersThread executor = new CallersThread();
    ExecutorService orders = watcher.executor("orders", executor);
    var parts = new ExecutorCompletionService<Integer>(orders);
    long startedNanos = System.nanoTime();
    orders
        .submit(
            () -> {
              parts.submit(
                  () -> {
                    LockSupport.parkNanos(20_000_000);
                    throw new IllegalStateException("of the part");
                  });
              // Its place is still its own.
              assertThat(ledgerOfNow()).isEqualTo(new Ledger(2, 0, 1, 0, 0, 1));
              WorkerFigures worker = snapshot().workerFigures().orElseThrow().get(0);
              assertThat(worker.state()).isEqualTo(WorkerFigures.State.HANDLING);
              assertThat(worker.busyNanos()).isLessThanOrEqualTo(System.nanoTime() - startedNanos);
            })
        .get();
    assertThat(ledgerOfNow())
        .as("the whole has not failed")
        .isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
    assertThat(snapshot().sinceReset().serviceTime().orElseThrow().count()).isEqualTo(2);
    executor.shutdown();
  }

  private Ledger ledgerOfNow() {
    return snapshot().ledger();
  }

  @Test
  void shouldEndALimitWithTheWatching() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorService orders = watcher.limited("orders", threads, 0);
      Future<Integer> paused = orders.submit(() -> 7);
      await(new Ledger(1, 0, 0, 0, 1, 0));
      watcher.close();
      assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo(7);
      assertThat(orders.submit(() -> 8).get(20, TimeUnit.SECONDS)).isEqualTo(8);
    }
  }

  /** As without a limit, where they would have run, and been interrupted. */
  @Test
  void shouldLetThoseGoThatWaitForALimitOfAnExecutorThatIsEndedAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorService orders = watcher.limited("orders", threads, 0);
      Future<Boolean> paused = orders.submit(() -> Thread.currentThread().isInterrupted());
      await(new Ledger(1, 0, 0, 0, 1, 0));
      orders.shutdownNow();
      assertThat(paused.get(20, TimeUnit.SECONDS)).as("interrupted").isTrue();
      assertThat(orders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** As {@code Executors} declares them. */
  @Test
  void shouldKnowPoolsOfThreadsWhateverTheyAreDeclaredAs() {
    ExecutorService fixed = Executors.newFixedThreadPool(2);
    ExecutorService timers = Executors.newScheduledThreadPool(1);
    assertThat(watcher.executor("fixed", fixed)).isInstanceOf(WatchedThreadPool.class);
    assertThat(watcher.executor("timers", timers)).isInstanceOf(WatchedScheduledPool.class);
    assertThatThrownBy(() -> watcher.executor("again", fixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watched already");
    assertThatThrownBy(() -> watcher.executor("again", timers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watched already");
    assertThatThrownBy(() -> watcher.limited("limited", fixed, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a limit of its own");
    assertThatThrownBy(() -> watcher.limited("limited", ForkJoinPool.commonPool(), -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 1024");
    ExecutorService watched = watcher.executor("common", ForkJoinPool.commonPool());
    assertThatThrownBy(() -> watcher.executor("again", watched))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watched already");
    fixed.shutdown();
    timers.shutdown();
  }
}
