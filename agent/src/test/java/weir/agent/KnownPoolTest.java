package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.watch.PoolKind;
import weir.core.watch.Tap;
import weir.core.watch.Watcher;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KnownPoolTest {

  private final Watcher watcher = new Watcher();
  private final ArrivalTable arrivals = new ArrivalTable();

  @AfterEach
  void end() {
    watcher.close();
  }

  private KnownPool known(Object pool) {
    PoolKind<Object> kind = Objects.requireNonNull(PoolKinds.of(pool));
    return new KnownPool(pool, kind, System.identityHashCode(pool));
  }

  private Tap show(KnownPool known, Object pool) {
    Tap tap = watcher.tap("orders", "", pool, known.kind(), Optional.empty(), arrivals::find);
    known.show(new KnownPool.Shown(tap, arrivals));
    return tap;
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As a lambda that holds nothing, of which some wait when a JVM is attached to. */
  @Test
  void shouldNotTakeATimeForThatOfOneThatWasThereBefore() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    pool.execute(() -> await(gate));
    Runnable task = () -> {};
    pool.execute(task);
    pool.execute(task);
    KnownPool known = known(pool);
    known.addWaiting(pool, arrivals);
    show(known, pool);
    known.offered(task);

    assertThat(arrivals.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(arrivals.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(arrivals.take(task)).isNotEqualTo(ArrivalTable.UNKNOWN);
    gate.countDown();
    pool.shutdown();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  /** As timeouts are, once what they were for has come. */
  @Test
  void shouldNotCountATimerThatWasCancelled() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    ScheduledFuture<?> cancelled = pool.schedule(() -> {}, 1, TimeUnit.HOURS);
    ScheduledFuture<?> due = pool.schedule(() -> {}, 1, TimeUnit.HOURS);
    cancelled.cancel(false);
    KnownPool known = known(pool);
    Tap tap = show(known, pool);
    known.started((Runnable) cancelled);
    known.ended(false);
    assertThat(tap.watched().snapshot().ledger()).isEqualTo(Ledger.EMPTY);
    known.started((Runnable) due);
    known.ended(false);
    assertThat(tap.watched().snapshot().ledger().completed()).isOne();
    assertThat(tap.watched().snapshot().ledger().failed()).hasValue(0);
    pool.shutdownNow();
  }
}
