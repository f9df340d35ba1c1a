package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchedThreadPoolTest {

  private final Watcher watcher = new Watcher();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  /** As the program made it. */
  @SuppressWarnings("NullAway.Init") // by each test
  private ThreadPoolExecutor pool;

  @SuppressWarnings("NullAway.Init") // by each test
  private WatchedThreadPool watched;

  private WatchedThreadPool watch(int threads, BlockingQueue<Runnable> queue) {
    return watch(new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, queue));
  }

  private WatchedThreadPool watch(ThreadPoolExecutor made) {
    pool = made;
    watched = watcher.executor("orders", made);
    return watched;
  }

  @AfterEach
  void end() throws InterruptedException {
    gate.countDown();
    watcher.close();
    if (pool != null) {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Snapshot snapshot() {
    return watcher.find("orders").orElseThrow().snapshot();
  }

  private Ledger ledger() {
    Ledger ledger = snapshot().ledger();
    assertThat(ledger.isClosed()).as("%s", ledger).isTrue();
    return ledger;
  }

  private Ledger awaitEnded(long ended) throws InterruptedException {
    while (ledger().ended() < ended) {
      Thread.sleep(1);
    }
    return ledger();
  }

  /** Keeps a thread of the pool until the gate opens. */
  private void occupy() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    watched.execute(
        () -> {
          started.countDown();
          await(gate);
        });
    started.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Runnable named(String name) {
    return new Runnable() {
      @Override
      public void run() {
        ran.add(name);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  @Test
  void shouldCountAndTimeEachTask() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    Future<String> future = watched.submit(() -> "done");
    watched.execute(named("a"));
    assertThat(ledger()).isEqualTo(new Ledger(3, 0, 0, 0, 2, 1));
    assertThat(snapshot().oldestWaitingNanos().orElseThrow()).isPositive();
    gate.countDown();
    assertThat(future.get()).isEqualTo("done");
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 3, 0, 0, 0, 0));
    Snapshot last = snapshot();
    assertThat(last.sinceReset().waitTime().orElseThrow().count()).isEqualTo(3);
    assertThat(last.sinceReset().serviceTime().orElseThrow().count()).isEqualTo(3);
    assertThat(last.sinceReset().responseTime().orElseThrow().count()).isEqualTo(3);
    assertThat(last.sinceReset().holdTime()).as("there is no resource").isEmpty();
    assertThat(last.resource()).isEmpty();
    assertThat(last.oldestWaitingNanos()).hasValue(0);
    assertThat(last.workers().orElseThrow().effective()).isEqualTo(1);
    assertThat(last.workerFigures().orElseThrow()).hasSize(1);
  }

  @Test
  void shouldKeepTheOrderOfTasks() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    List<String> names = List.of("a", "b", "c", "d");
    for (String name : names) {
      watched.execute(named(name));
    }
    gate.countDown();
    awaitEnded(5);
    assertThat(ran).containsExactlyElementsOf(names);
  }

  /** In a queue that puts them in order, as it would put the tasks themselves. */
  @Test
  void shouldKeepThePrioritiesOfComparableTasks() throws Exception {
    record Ranked(int rank, List<Object> ran) implements Runnable, Comparable<Ranked> {
      @Override
      public void run() {
        ran.add(rank);
      }

      @Override
      public int compareTo(Ranked other) {
        return Integer.compare(rank, other.rank);
      }
    }
    watch(1, new PriorityBlockingQueue<>());
    occupy();
    for (int rank : new int[] {3, 1, 2, 5, 4}) {
      watched.execute(new Ranked(rank, ran));
    }
    assertThat(snapshot().oldestWaitingNanos().orElseThrow()).isPositive();
    gate.countDown();
    awaitEnded(6);
    assertThat(ran).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void shouldCountWhatFails() throws Exception {
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    watch(1, new LinkedBlockingQueue<>());
    watched.setThreadFactory(
        task -> {
          Thread thread = new Thread(task);
          thread.setUncaughtExceptionHandler((it, fault) -> uncaught.set(fault));
          return thread;
        });
    IllegalStateException fault = new IllegalStateException("of the task");
    watched.execute(
        () -> {
          throw fault;
        });
    Future<?> future =
        watched.submit(
            (Callable<?>)
                () -> {
                  throw fault;
                });
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(fault);
    FutureTask<?> own =
        new FutureTask<>(
            () -> {
              throw fault;
            },
            null);
    watched.execute(own);
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 0, 3, 0, 0, 0));
    while (uncaught.get() == null) {
      Thread.sleep(1);
    }
    assertThat(uncaught.get()).as("as the pool alone would tell").isSameAs(fault);
  }

  /** A future of the program's own that is a task, and can't be asked how it went. */
  private static final class Unanswering extends CompletableFuture<Thread> implements Runnable {
    @Override
    public void run() {
      complete(Thread.currentThread());
    }

    @Override
    public Thread get() {
      throw new UnsupportedOperationException("use join");
    }
  }

  @Test
  void shouldLeaveThePoolsThreadAloneWhereAFutureDoesNotAnswer() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    Unanswering task = new Unanswering();
    watched.execute(task);
    assertThat(watched.submit(Thread::currentThread).get()).isSameAs(task.join());
    assertThat(awaitEnded(2)).isEqualTo(new Ledger(2, 2, 0, 0, 0, 0));
  }

  @Test
  void shouldCloseAPoolAsThatDoesIt() {
    AtomicInteger closes = new AtomicInteger();
    watch(
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
              @Override
              public void close() {
                closes.incrementAndGet();
                super.close();
              }
            })
        .close();
    watcher
        .scheduled(
            "timers",
            new ScheduledThreadPoolExecutor(1) {
              @Override
              public void close() {
                closes.incrementAndGet();
                super.close();
              }
            })
        .close();
    assertThat(closes).hasValue(2);
    assertThat(watched.isTerminated()).isTrue();
  }

  @Test
  void shouldCountFailuresInsideOfOtherFutures() throws Exception {
    watch(2, new LinkedBlockingQueue<>());
    var completion = new ExecutorCompletionService<String>(watched);
    completion.submit(
        () -> {
          throw new IllegalStateException("of the task");
        });
    assertThatThrownBy(completion.take()::get).isInstanceOf(ExecutionException.class);
    completion.submit(() -> "fine");
    assertThat(completion.take().get()).isEqualTo("fine");
    assertThat(awaitEnded(2)).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
    assertThat(watched.invokeAll(List.of(() -> "a", () -> "b"))).hasSize(2);
    assertThat(watched.<String>invokeAny(List.of(() -> "c"))).isEqualTo("c");
    assertThat(awaitEnded(5).completed()).isEqualTo(4);
  }

  @Test
  void shouldCountCancelledTasksAsEndedAtOnce() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    Future<?> waiting = watched.submit(named("cancelled"));
    assertThat(waiting.cancel(false)).isTrue();
    assertThat(ledger()).isEqualTo(new Ledger(2, 0, 1, 0, 0, 1));
    assertThat(watched.getQueue()).as("as the pool alone would keep it").hasSize(1);
    watched.purge();
    assertThat(watched.getQueue()).isEmpty();
    gate.countDown();
    CountDownLatch started = new CountDownLatch(1);
    Future<?> running =
        watched.submit(
            () -> {
              started.countDown();
              await(new CountDownLatch(1));
            });
    started.await();
    running.cancel(true);
    assertThatThrownBy(running::get).isInstanceOf(CancellationException.class);
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 1, 2, 0, 0, 0));
    assertThat(ran).isEmpty();
  }

  @Test
  void shouldShowAndRemoveTheProgramsOwnTasks() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    Runnable a = named("a");
    Runnable b = named("b");
    watched.execute(a);
    watched.execute(b);
    Future<?> c = watched.submit(named("c"));
    assertThat(watched.getQueue()).containsExactly(a, b, (Runnable) c);
    assertThat(watched.getQueue().contains(b)).isTrue();
    assertThat(watched.getQueue().peek()).isSameAs(a);
    assertThat(watched.remove(b)).isTrue();
    assertThat(watched.remove(b)).isFalse();
    assertThat(watched.remove((Runnable) c)).isTrue();
    assertThat(watched.getQueue().remove(a)).isTrue();
    assertThat(pool.getQueue()).isEmpty();
    assertThat(ledger()).isEqualTo(new Ledger(4, 0, 3, 0, 0, 1));
  }

  @Test
  void shouldGiveBackTheProgramsOwnTasksAtAShutdown() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    Runnable a = named("a");
    watched.execute(a);
    Future<?> b = watched.submit(named("b"));
    assertThat(watched.shutdownNow()).containsExactly(a, (Runnable) b);
    assertThat(ledger().backlog()).isZero();
    assertThat(watched.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    while (watcher.find("orders").isPresent()) {
      Thread.sleep(1);
    }
    assertThat(watcher.watched()).as("what has ended is not watched").isEmpty();
  }

  @Test
  void shouldRunATaskThatIsGivenTwiceTwice() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    Runnable task = named("twice");
    watched.execute(task);
    watched.execute(task);
    FutureTask<?> once = new FutureTask<>(named("once"), null);
    watched.execute(once);
    watched.execute(once);
    gate.countDown();
    assertThat(awaitEnded(5)).isEqualTo(new Ledger(5, 5, 0, 0, 0, 0));
    assertThat(ran).containsExactly("twice", "twice", "once");
  }

  @Test
  @SuppressWarnings("NullAway") // it is about just that
  void shouldRefuseNull() {
    watch(1, new LinkedBlockingQueue<>());
    assertThatThrownBy(() -> watched.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> watched.submit((Runnable) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> watched.submit((Callable<?>) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> watched.setRejectedExecutionHandler(null))
        .isInstanceOf(NullPointerException.class);
    assertThat(ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void shouldHandRejectedTasksToTheProgramsHandler() throws Exception {
    watch(1, new ArrayBlockingQueue<>(1));
    occupy();
    watched.execute(named("waits"));
    assertThatThrownBy(() -> watched.execute(named("too many")))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("too many");
    List<Object> handed = new ArrayList<>();
    watched.setRejectedExecutionHandler(
        (task, executor) -> {
          handed.add(task);
          handed.add(executor);
        });
    Runnable own = named("own");
    watched.execute(own);
    assertThat(handed).containsExactly(own, watched);
    assertThat(ledger()).isEqualTo(new Ledger(2, 0, 0, 2, 1, 1));
  }

  @Test
  void shouldWorkWithEachPolicyOfTheJdk() throws Exception {
    watch(1, new ArrayBlockingQueue<>(1));
    occupy();
    watched.execute(named("oldest"));
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    watched.execute(named("caller"));
    assertThat(ran).containsExactly("caller");
    Future<?> callers = watched.submit(named("caller's future"));
    assertThat(callers.isDone()).isTrue();
    assertThat(ledger()).isEqualTo(new Ledger(2, 0, 0, 2, 1, 1));
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    watched.execute(named("discarded"));
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    Future<?> newest = watched.submit(named("newest"));
    assertThat(ledger()).isEqualTo(new Ledger(3, 0, 1, 4, 1, 1));
    gate.countDown();
    newest.get();
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 2, 1, 4, 0, 0));
    assertThat(ran).containsExactly("caller", "caller's future", "newest");
  }

  /** As pools do that give each task the context of who offers it. */
  private static final class Decorating extends ThreadPoolExecutor {
    Decorating() {
      super(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1));
    }

    @Override
    public void execute(Runnable task) {
      super.execute(() -> task.run());
    }
  }

  @Test
  void shouldCountWhatAPoolPutsIntoTasksOfItsOwn() throws Exception {
    watch(new Decorating());
    occupy();
    watched.execute(named("oldest"));
    assertThatThrownBy(() -> watched.execute(named("too many")))
        .isInstanceOf(RejectedExecutionException.class);
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    watched.execute(named("caller"));
    assertThat(ran).containsExactly("caller");
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    watched.execute(named("discarded"));
    assertThat(ledger()).isEqualTo(new Ledger(2, 0, 0, 3, 1, 1));
    watched.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    watched.execute(named("newest"));
    assertThat(ledger()).isEqualTo(new Ledger(3, 0, 1, 4, 1, 1));
    gate.countDown();
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 2, 1, 4, 0, 0));
    assertThat(ran).containsExactly("caller", "newest");
  }

  @Test
  void shouldCountWhatIsTakenOutInTasksOfThePools() throws Exception {
    watch(new Decorating());
    occupy();
    watched.execute(named("removed"));
    assertThat(watched.remove(watched.getQueue().peek())).isTrue();
    watched.execute(named("drained"));
    assertThat(watched.getQueue().drainTo(new ArrayList<>())).isOne();
    assertThat(ledger()).isEqualTo(new Ledger(3, 0, 2, 0, 0, 1));
    watched.execute(named("left"));
    Watched orders = watcher.find("orders").orElseThrow();
    assertThat(watched.shutdownNow()).hasSize(1);
    assertThat(orders.snapshot().ledger().backlog()).isZero();
    assertThat(orders.snapshot().ledger().failed()).hasValue(3);
  }

  /** A future that closes what its task waits for when it is cancelled, for one. */
  @Test
  void shouldLeaveAloneWhatMakesFuturesOfItsOwn() {
    ThreadPoolExecutor closing =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
          @Override
          protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
            return super.newTaskFor(task);
          }
        };
    ScheduledThreadPoolExecutor submitting =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public Future<?> submit(Runnable task) {
            return super.submit(task);
          }
        };
    assertThatThrownBy(() -> watcher.executor("closing", closing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weir attach");
    assertThatThrownBy(() -> watcher.scheduled("submitting", submitting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weir attach");
    closing.shutdown();
    submitting.shutdown();
  }

  @Test
  void shouldResizeInBothDirectionsAndKeepTheKeepAlive() throws Exception {
    watch(2, new LinkedBlockingQueue<>());
    Watched orders = watcher.find("orders").orElseThrow();
    orders.resizeTo(8);
    assertThat(pool.getCorePoolSize()).isEqualTo(8);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
    assertThat(orders.snapshot().workers().orElseThrow().requested()).isEqualTo(8);
    orders.resizeTo(1);
    assertThat(pool.getCorePoolSize()).isEqualTo(1);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(1);
    assertThat(pool.getKeepAliveTime(TimeUnit.MINUTES)).isEqualTo(1);
    assertThatThrownBy(() -> orders.resizeTo(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 256");
    assertThatThrownBy(() -> orders.resizeTo(257)).isInstanceOf(IllegalArgumentException.class);
    pool.shutdown();
    assertThatThrownBy(() -> orders.resizeTo(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldGrowAtOnceWhileTasksWait() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    CountDownLatch both = new CountDownLatch(2);
    for (int task = 0; task < 2; task++) {
      watched.execute(
          () -> {
            both.countDown();
            await(both);
          });
    }
    watcher.find("orders").orElseThrow().resizeTo(3);
    both.await();
    assertThat(awaitEnded(2).inFlight()).isOne();
  }

  @Test
  @SuppressWarnings("ErroneousThreadPoolConstructorChecker") // it is about just that
  void shouldSayWhatKeepsAPoolFromGrowing() {
    watch(new ThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()));
    WatchedSource source = (WatchedSource) watcher.find("orders").orElseThrow();
    assertThat(source.remarks()).singleElement().asString().contains("never has more than its 2");
    assertThat(source.snapshot().workers().orElseThrow().requested()).isEqualTo(2);
    source.resizeTo(4);
    assertThat(source.remarks()).isEmpty();
    assertThat(pool.getCorePoolSize()).isEqualTo(4);
  }

  @Test
  void shouldLimitAPoolWithoutAQueueByItsMaximum() {
    watch(new ThreadPoolExecutor(0, 9, 1, TimeUnit.MINUTES, new SynchronousQueue<>()));
    Watched source = watcher.find("orders").orElseThrow();
    assertThat(source.source().capacity()).isEmpty();
    assertThat(source.snapshot().workers().orElseThrow().requested()).isEqualTo(9);
    source.resizeTo(4);
    assertThat(pool.getCorePoolSize()).isZero();
    assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
  }

  @Test
  void shouldSeeNothingOfWhatGoesPastIt() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    pool.submit(named("past")).get();
    assertThat(ran).containsExactly("past");
    assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    pool.shutdown();
    assertThatThrownBy(() -> pool.execute(named("late")))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldCountEachTaskOnceWhenThePoolIsShutDownBehindIt() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    occupy();
    watched.execute(named("left"));
    Watched orders = watcher.find("orders").orElseThrow();
    assertThat(pool.shutdownNow()).hasSize(1);
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(orders.snapshot().ledger()).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
  }

  @Test
  void shouldGoOnWhenTheWatchingEnds() throws Exception {
    watch(1, new LinkedBlockingQueue<>());
    watcher.find("orders").orElseThrow().close();
    assertThat(pool.getRejectedExecutionHandler())
        .isInstanceOf(ThreadPoolExecutor.AbortPolicy.class);
    assertThat(watched.submit(() -> 7).get()).isEqualTo(7);
  }

  @Test
  void shouldWatchAPoolOnce() {
    watch(1, new LinkedBlockingQueue<>());
    assertThatThrownBy(() -> watcher.executor("again", pool))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watched already");
    assertThatThrownBy(() -> watcher.executor("again", watched))
        .isInstanceOf(IllegalArgumentException.class);
    ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
    assertThatThrownBy(() -> watcher.executor("again", (ThreadPoolExecutor) scheduled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Watch.scheduled");
  }

  /**
   * A method of a newer JDK that is not handed on would be the empty pool's that this is itself.
   */
  @Test
  void shouldHandOnEveryMethodOfAPool() {
    for (Class<?> watching : List.of(WatchedThreadPool.class, WatchedScheduledPool.class)) {
      List<Method> methods = new ArrayList<>();
      for (Class<?> kind = watching.getSuperclass();
          kind != AbstractExecutorService.class;
          kind = kind.getSuperclass()) {
        methods.addAll(Arrays.asList(kind.getDeclaredMethods()));
      }
      boolean isScheduled = watching == WatchedScheduledPool.class;
      assertThat(methods.stream().filter(method -> isToBeHandedOn(method, isScheduled)))
          .hasSizeGreaterThan(25)
          .allSatisfy(
              method ->
                  assertThat(
                          watching
                              .getMethod(method.getName(), method.getParameterTypes())
                              .getDeclaringClass())
                      .as("%s", method)
                      .isEqualTo(watching));
    }
  }

  /** A scheduled pool's own come to 'schedule', which is handed on. */
  private static boolean isToBeHandedOn(Method method, boolean isScheduled) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isBridge()
        && !(isScheduled && List.of("execute", "submit").contains(method.getName()));
  }
}
