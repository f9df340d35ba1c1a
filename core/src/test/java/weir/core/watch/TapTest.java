package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;

/** The test's own thread tells, in the place of a pool's. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TapTest {

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 4, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(8));
  private final Watcher watcher = new Watcher();

  @AfterEach
  void end() {
    watcher.close();
    pool.shutdown();
  }

  private Tap tap(boolean isResizable) {
    return watcher.tap(
        "told",
        "ThreadPoolExecutor",
        pool,
        PoolKind.ofTheJdk(),
        isResizable ? Optional.empty() : Optional.of("it is only watched: attach with --control"),
        task -> Tap.UNKNOWN);
  }

  private static void run(Tap tap, long sinceNanos, boolean hasThrown) {
    tap.started(() -> {}, sinceNanos);
    tap.ended(hasThrown);
  }

  @Test
  void shouldCountAllAndRecordThoseOfWhichTheTimeIsKnown() {
    Tap tap = tap(false);

    run(tap, System.nanoTime() - 5_000_000, false);
    run(tap, Tap.UNKNOWN, false);
    run(tap, System.nanoTime(), true);
    tap.rejected();

    Ledger ledger = tap.watched().snapshot().ledger();
    assertThat(ledger.completed()).isEqualTo(2);
    assertThat(ledger.failed()).hasValue(1);
    assertThat(ledger.rejected()).hasValue(1);
    assertThat(ledger.accepted()).isEqualTo(3);
    assertThat(tap.watched().snapshot().sinceReset().waitTime().orElseThrow().count()).isEqualTo(2);
    assertThat(tap.watched().snapshot().sinceReset().waitTime().orElseThrow().maxMicros())
        .isGreaterThanOrEqualTo(5_000);
    assertThat(tap.started()).isEqualTo(3);
  }

  @Test
  void shouldEndATaskThatGoesOnAsAnother() {
    Tap tap = tap(false);

    tap.started(() -> {}, Tap.UNKNOWN);
    run(tap, Tap.UNKNOWN, false);
    tap.ended(false);

    Ledger ledger = tap.watched().snapshot().ledger();
    assertThat(ledger.completed()).isEqualTo(2);
    assertThat(ledger.inFlight()).isZero();
  }

  @Test
  void shouldNotCountTheEndOfATaskOfWhichNobodyHasToldThatItStarted() {
    Tap tap = tap(false);

    tap.ended(false);

    assertThat(tap.watched().snapshot().ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void shouldAskAFutureOfTheJdkWhetherItFailed() {
    Tap tap = tap(false);
    FutureTask<Void> failing =
        new FutureTask<>(
            () -> {
              throw new IllegalStateException("for the test");
            });

    tap.started(failing, Tap.UNKNOWN);
    failing.run();
    tap.ended(false);

    assertThat(tap.watched().snapshot().ledger().failed()).hasValue(1);
  }

  @Test
  void shouldResizeAndUndoThat() {
    Tap tap = tap(true);

    tap.watched().resizeTo(6);
    tap.watched().resizeTo(1);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(1);

    assertThat(tap.undo()).isTrue();
    assertThat(pool.getCorePoolSize()).isEqualTo(2);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
    assertThat(tap.undo()).isFalse();
  }

  @Test
  void shouldRefuseToResizeWhatIsOnlyWatched() {
    Tap tap = tap(false);

    assertThatIllegalStateException()
        .isThrownBy(() -> tap.watched().resizeTo(3))
        .withMessage("told can't be resized: it is only watched: attach with --control");
    assertThat(pool.getCorePoolSize()).isEqualTo(2);
  }

  @Test
  void shouldSayAnewWhatItIs() {
    Tap tap = tap(false);

    tap.describe("ThreadPoolExecutor, 1 in 16 sampled");

    assertThat(tap.watched().source().handler()).contains("ThreadPoolExecutor, 1 in 16 sampled");
  }

  @Test
  void shouldShowWhatHasTerminatedForAWhile() {
    Tap tap = tap(false);

    pool.shutdown();
    assertThat(tap.isOpen()).isTrue();

    tap.close();
    assertThat(tap.isOpen()).isFalse();
    assertThat(watcher.watched()).isEmpty();
  }
}
