package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchedScheduledPoolTest {

  private final Watcher watcher = new Watcher();
  private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
  private final WatchedScheduledPool watched = watcher.scheduled("timers", pool);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() throws InterruptedException {
    gate.countDown();
    watcher.close();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private Snapshot snapshot() {
    Snapshot snapshot = watcher.find("timers").orElseThrow().snapshot();
    assertThat(snapshot.ledger().isClosed()).as("%s", snapshot.ledger()).isTrue();
    return snapshot;
  }

  private Ledger awaitEnded(long ended) throws InterruptedException {
    while (snapshot().ledger().ended() < ended) {
      Thread.sleep(1);
    }
    return snapshot().ledger();
  }

  private void occupy() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    watched.execute(
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

  @Test
  void shouldNotCountATaskThatIsNotDue() throws Exception {
    ScheduledFuture<?> later = watched.schedule(() -> {}, 1, TimeUnit.HOURS);
    assertThat(snapshot().ledger()).isEqualTo(Ledger.EMPTY);
    assertThat(snapshot().oldestWaitingNanos()).hasValue(0);
    watched.schedule(() -> "now", 0, TimeUnit.SECONDS).get();
    assertThat(awaitEnded(1)).isEqualTo(new Ledger(1, 1, 0, 0, 0, 0));
    assertThat(later.isDone()).isFalse();
  }

  @Test
  void shouldCountWaitsFromWhenATaskWasDue() throws Exception {
    long scheduledNanos = System.nanoTime();
    watched.schedule(() -> {}, 300, TimeUnit.MILLISECONDS).get();
    long tookMicros = (System.nanoTime() - scheduledNanos) / 1_000;
    awaitEnded(1);
    LatencySummary wait = snapshot().sinceReset().waitTime().orElseThrow();
    assertThat(wait.maxMicros()).isLessThanOrEqualTo((tookMicros - 300_000) * 1_002 / 1_000 + 1);
    occupy();
    ScheduledFuture<?> late = watched.schedule(() -> {}, 1, TimeUnit.MILLISECONDS);
    while (snapshot().oldestWaitingNanos().orElseThrow() < 20_000_000) {
      Thread.sleep(1);
    }
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(3, 1, 0, 0, 1, 1));
    gate.countDown();
    late.get();
    awaitEnded(3);
    wait = snapshot().sinceReset().waitTime().orElseThrow();
    assertThat(wait.maxMicros()).isGreaterThanOrEqualTo(19_900);
  }

  @Test
  void shouldCountEachRunOfAPeriodicTask() throws Exception {
    CountDownLatch runs = new CountDownLatch(6);
    ScheduledFuture<?> rate =
        watched.scheduleAtFixedRate(runs::countDown, 0, 1, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> delay =
        watched.scheduleWithFixedDelay(runs::countDown, 0, 1, TimeUnit.MILLISECONDS);
    runs.await();
    rate.cancel(false);
    delay.cancel(false);
    assertThat(awaitEnded(6).completed()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void shouldCountFailuresAndEndAPeriodicTaskAsBefore() throws Exception {
    ScheduledFuture<?> failing =
        watched.scheduleAtFixedRate(
            () -> {
              throw new IllegalStateException("of the task");
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class);
    Callable<String> throwing =
        () -> {
          throw new IOException("checked");
        };
    assertThatThrownBy(watched.schedule(throwing, 0, TimeUnit.SECONDS)::get)
        .hasCauseInstanceOf(IOException.class);
    assertThat(awaitEnded(2)).isEqualTo(new Ledger(2, 0, 2, 0, 0, 0));
  }

  /** It was accepted when it was due, and never starts. */
  @Test
  void shouldCountADueTaskThatIsCancelledAsEnded() throws Exception {
    watched.setRemoveOnCancelPolicy(true);
    occupy();
    ScheduledFuture<?> due = watched.schedule(() -> {}, 0, TimeUnit.SECONDS);
    while (snapshot().ledger().backlog() == 0) {
      Thread.sleep(1);
    }
    assertThat(due.cancel(false)).isTrue();
    while (snapshot().ledger().backlog() > 0) {
      Thread.sleep(1);
    }
    assertThat(snapshot().ledger()).isEqualTo(new Ledger(2, 0, 1, 0, 0, 1));
  }

  @Test
  void shouldKeepWhatItsQueueHolds() {
    ScheduledFuture<?> first = watched.schedule(() -> {}, 1, TimeUnit.HOURS);
    ScheduledFuture<?> second = watched.schedule(() -> {}, 2, TimeUnit.HOURS);
    assertThat(watched.getQueue()).isSameAs(pool.getQueue());
    assertThat(watched.remove((Runnable) first)).isTrue();
    assertThat(watched.shutdownNow()).containsExactly((Runnable) second);
    assertThatThrownBy(() -> watched.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldResizeItsCore() {
    Watched timers = watcher.find("timers").orElseThrow();
    timers.resizeTo(5);
    assertThat(pool.getCorePoolSize()).isEqualTo(5);
    assertThat(timers.snapshot().workers().orElseThrow().requested()).isEqualTo(5);
    timers.resizeTo(2);
    assertThat(pool.getCorePoolSize()).isEqualTo(2);
    assertThatThrownBy(() -> timers.resizeTo(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // it is about just that
  void shouldRefuseNullAndCountRejections() {
    assertThatThrownBy(() -> watched.schedule((Runnable) null, 1, TimeUnit.SECONDS))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> watched.schedule((Callable<?>) null, 1, TimeUnit.SECONDS))
        .isInstanceOf(NullPointerException.class);
    watched.shutdown();
    WatchedSource source = (WatchedSource) watcher.watched().stream().findFirst().orElse(null);
    assertThatThrownBy(() -> watched.schedule(() -> {}, 1, TimeUnit.SECONDS))
        .isInstanceOf(RejectedExecutionException.class);
    if (source != null) {
      assertThat(source.snapshot().ledger().rejected()).hasValue(1);
    }
  }
}
