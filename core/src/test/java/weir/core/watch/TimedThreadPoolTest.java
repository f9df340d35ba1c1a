package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;

/** A pool that is watched from the inside: nothing of Weir's is in its queue. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimedThreadPoolTest {

  /** Equal to all of its rank, so that one must not be taken for another. */
  private record Ranked(int rank, List<Object> ran) implements Runnable {
    @Override
    public void run() {
      ran.add(rank);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ranked ranked && ranked.rank == rank;
    }

    @Override
    public int hashCode() {
      return rank;
    }
  }

  private static final RejectedExecutionHandler ABORT = new ThreadPoolExecutor.AbortPolicy();

  private final Watcher watcher = new Watcher();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  @SuppressWarnings("NullAway.Init") // by each test
  private ThreadPoolExecutor pool;

  private void make(BlockingQueue<Runnable> queue, RejectedExecutionHandler handler)
      throws InterruptedException {
    pool =
        watcher.executor(
            "orders", 1, 1, 1, TimeUnit.MINUTES, queue, Executors.defaultThreadFactory(), handler);
    CountDownLatch started = new CountDownLatch(1);
    pool.execute(
        () -> {
          started.countDown();
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    started.await();
  }

  @AfterEach
  void end() throws InterruptedException {
    gate.countDown();
    watcher.close();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Snapshot snapshot() {
    Snapshot snapshot = watcher.find("orders").orElseThrow().snapshot();
    assertThat(snapshot.ledger().isClosed()).as("%s", snapshot.ledger()).isTrue();
    return snapshot;
  }

  private Ledger awaitEnded(long ended) throws InterruptedException {
    while (snapshot().ledger().ended() < ended) {
      Thread.sleep(1);
    }
    return snapshot().ledger();
  }

  @Test
  void shouldKeepTheOrderOfAComparator() throws Exception {
    make(
        new PriorityBlockingQueue<>(11, Comparator.comparingInt(task -> ((Ranked) task).rank())),
        ABORT);
    for (int rank : new int[] {3, 1, 2, 5, 4}) {
      pool.execute(new Ranked(rank, ran));
    }
    assertThat(snapshot().oldestWaitingNanos().orElseThrow()).isPositive();
    gate.countDown();
    assertThat(awaitEnded(6)).isEqualTo(new Ledger(6, 6, 0, 0, 0, 0));
    assertThat(ran).containsExactly(1, 2, 3, 4, 5);
    assertThat(snapshot().sinceReset().waitTime().orElseThrow().count()).isEqualTo(6);
    assertThat(snapshot().sinceReset().responseTime().orElseThrow().count()).isEqualTo(6);
  }

  @Test
  void shouldSayThatAPoolWithAComparatorIsToBeMade() throws Exception {
    make(new LinkedBlockingQueue<>(), ABORT);
    ThreadPoolExecutor there =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new PriorityBlockingQueue<>(11, Comparator.comparingInt(Object::hashCode)));
    assertThatThrownBy(() -> watcher.executor("there", there))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Watch.executor(name, core, …)");
    assertThatThrownBy(() -> watcher.executor("again", pool))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watched already");
  }

  @Test
  void shouldLeaveTheQueueToTheProgram() throws Exception {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    make(queue, ABORT);
    Runnable task = new Ranked(1, ran);
    Runnable equal = new Ranked(1, ran);
    pool.execute(task);
    pool.execute(equal);
    pool.execute(task);
    assertThat(pool.getQueue()).isSameAs(queue);
    assertThat(queue).hasSize(3);
    assertThat(pool.remove(task)).isTrue();
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(4, 0, 1, 0, 2, 1));
    gate.countDown();
    assertThat(awaitEnded(4)).isEqualTo(new Ledger(4, 3, 1, 0, 0, 0));
    assertThat(ran).containsExactly(1, 1);
  }

  /** Nobody tells the pool of it. */
  @Test
  void shouldNoticeWhatTheProgramTakesOutOfTheQueue() throws Exception {
    make(new LinkedBlockingQueue<>(), ABORT);
    pool.execute(new Ranked(1, ran));
    pool.execute(new Ranked(2, ran));
    assertThat(pool.getQueue().poll()).isEqualTo(new Ranked(1, ran));
    while (snapshot().ledger().backlog() > 1) {
      Thread.sleep(10);
    }
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(3, 0, 1, 0, 1, 1));
  }

  @Test
  void shouldCountWhatFails() throws Exception {
    make(new LinkedBlockingQueue<>(), ABORT);
    gate.countDown();
    Future<?> future =
        pool.submit(
            () -> {
              throw new IllegalStateException("of the task");
            });
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    var completion = new ExecutorCompletionService<String>(pool);
    completion.submit(
        () -> {
          throw new IllegalStateException("of the task");
        });
    assertThatThrownBy(completion.take()::get).isInstanceOf(ExecutionException.class);
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 1, 2, 0, 0, 0));
  }

  @Test
  void shouldWorkWithEachPolicyOfTheJdk() throws Exception {
    make(new ArrayBlockingQueue<>(1), ABORT);
    assertThat(pool.getRejectedExecutionHandler()).isSameAs(ABORT);
    pool.execute(new Ranked(1, ran));
    assertThatThrownBy(() -> pool.execute(new Ranked(2, ran)))
        .isInstanceOf(RejectedExecutionException.class);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    pool.execute(new Ranked(3, ran));
    assertThat(ran).containsExactly(3);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    pool.execute(new Ranked(4, ran));
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(2, 0, 0, 3, 1, 1));
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.execute(new Ranked(5, ran));
    gate.countDown();
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 2, 1, 4, 0, 0));
    assertThat(ran).containsExactly(3, 5);
  }

  /** Of one task, in which one thread waits for a word while it offers something. */
  private static final class SlowQueue extends ArrayBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    private final transient Thread slow;
    private final transient CountDownLatch comes = new CountDownLatch(1);
    private final transient CountDownLatch goesOn = new CountDownLatch(1);
    private final boolean waitsBefore;

    SlowQueue(Runnable offering, boolean waitsBefore) {
      super(1);
      this.waitsBefore = waitsBefore;
      slow = new Thread(offering, "slow");
    }

    @Override
    public boolean offer(Runnable task) {
      if (waitsBefore) {
        waitIfSlow();
      }
      boolean taken = super.offer(task);
      if (!waitsBefore) {
        waitIfSlow();
      }
      return taken;
    }

    private void waitIfSlow() {
      if (Thread.currentThread() == slow) {
        comes.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void shouldCountARejectionAsOneOfTheThreadThatOffers() throws Exception {
    Runnable task = new Ranked(1, ran);
    SlowQueue queue = new SlowQueue(() -> pool.execute(task), false);
    make(queue, ABORT);
    queue.slow.start();
    queue.comes.await();
    assertThatThrownBy(() -> pool.execute(task)).isInstanceOf(RejectedExecutionException.class);
    queue.goesOn.countDown();
    queue.slow.join();
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(2, 0, 0, 1, 1, 1));
    gate.countDown();
    assertThat(awaitEnded(2)).isEqualTo(new Ledger(2, 2, 0, 1, 0, 0));
  }

  /** Whose of two equal offers a thread of the pool has started, nobody knows. */
  @Test
  void shouldCountARejectionThoughItsTimesWereTakenForAnothers() throws Exception {
    CountDownLatch starts = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    Runnable task =
        () -> {
          starts.countDown();
          try {
            ends.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    List<RejectedExecutionException> rejected = Collections.synchronizedList(new ArrayList<>());
    SlowQueue queue =
        new SlowQueue(
            () -> {
              try {
                pool.execute(task);
              } catch (RejectedExecutionException e) {
                rejected.add(e);
              }
            },
            true);
    make(queue, ABORT);
    queue.slow.start();
    queue.comes.await();
    pool.execute(task);
    gate.countDown();
    starts.await();
    pool.execute(new Ranked(1, ran));
    queue.goesOn.countDown();
    queue.slow.join();
    assertThat(rejected).hasSize(1);
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(3, 1, 0, 1, 1, 1));
    ends.countDown();
    assertThat(awaitEnded(3)).isEqualTo(new Ledger(3, 3, 0, 1, 0, 0));
  }

  @Test
  void shouldGiveBackWhatIsLeft() throws Exception {
    make(new LinkedBlockingQueue<>(), ABORT);
    Runnable task = new Ranked(1, ran);
    pool.execute(task);
    Watched source = watcher.find("orders").orElseThrow();
    assertThat(pool.shutdownNow()).containsExactly(task);
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(source.snapshot().ledger()).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
  }

  @Test
  @SuppressWarnings("NullAway") // it is about just that
  void shouldRefuseNull() throws Exception {
    make(new LinkedBlockingQueue<>(), ABORT);
    assertThatThrownBy(() -> pool.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> pool.setRejectedExecutionHandler(null))
        .isInstanceOf(NullPointerException.class);
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(1, 0, 0, 0, 0, 1));
  }
}
