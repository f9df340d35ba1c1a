package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;

/** A pool that tells what it is told to tell. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class GaugedSubjectTest {

  private static final class Told implements PoolView {

    private PoolView.@Nullable Gauges gauges = new Gauges(4, 4, OptionalInt.of(0), 0, 1_000);
    private int threads = 4;

    @Override
    public SourceKind kind() {
      return SourceKind.EXECUTOR;
    }

    @Override
    public String type() {
      return "told";
    }

    @Override
    public Optional<Gauges> look() {
      Gauges now = gauges;
      return now == null
          ? Optional.empty()
          : Optional.of(
              new Gauges(threads, now.effective(), now.active(), now.queued(), now.taken()));
    }

    @Override
    public Optional<WorkerRange> range() {
      return Optional.of(new WorkerRange(1, 8));
    }

    @Override
    public void resizeTo(int wanted) {
      threads = wanted;
    }

    @Override
    public boolean hasEnded() {
      return false;
    }

    void tell(int active, long queued, long taken) {
      gauges = new Gauges(4, 4, OptionalInt.of(active), queued, taken);
    }
  }

  private final Watcher watcher = new Watcher();
  private final Told pool = new Told();
  private final Sight sight = watcher.look("told", pool);

  @AfterEach
  void end() {
    watcher.close();
  }

  private Ledger ledger() {
    return sight.snapshot().ledger();
  }

  private static String text(Ledger ledger) {
    assertThat(ledger.isClosed()).isTrue();
    return ledger.accepted()
        + " = "
        + ledger.completed()
        + " + "
        + ledger.backlog()
        + " + "
        + ledger.inFlight();
  }

  @Test
  void shouldCountWhatAPoolCountsAtTheStartOfATask() {
    pool.tell(2, 2, 1_002);
    assertThat(text(ledger())).isEqualTo("4 = 0 + 2 + 2");
    pool.tell(2, 0, 1_004);
    assertThat(text(ledger())).isEqualTo("4 = 2 + 0 + 2");
    pool.tell(0, 0, 1_004);
    assertThat(text(ledger())).isEqualTo("4 = 4 + 0 + 0");
  }

  @Test
  void shouldCountNothingTwiceWhereAPoolCountsAtTheEndOfATask() {
    pool.tell(2, 2, 1_000);
    assertThat(text(ledger())).isEqualTo("2 = 0 + 2 + 0");
    pool.tell(2, 0, 1_002);
    assertThat(text(ledger())).isEqualTo("2 = 0 + 0 + 2");
    pool.tell(0, 0, 1_004);
    assertThat(text(ledger())).isEqualTo("4 = 4 + 0 + 0");
  }

  @Test
  void shouldCountWhatHasGoneFromTheQueueUncounted() {
    pool.tell(1, 100, 1_001);
    assertThat(text(ledger())).isEqualTo("101 = 0 + 100 + 1");
    pool.tell(0, 0, 1_010);
    assertThat(text(ledger())).isEqualTo("101 = 101 + 0 + 0");
  }

  @Test
  void shouldNeverLetACountFall() {
    SplittableRandom random = new SplittableRandom(7);
    long taken = 1_000;
    Ledger before = ledger();
    for (int look = 0; look < 10_000; look++) {
      taken += random.nextInt(4);
      pool.tell(random.nextInt(5), random.nextInt(6), taken);
      Ledger now = ledger();
      assertThat(now.isClosed()).as("%s", now).isTrue();
      assertThat(now.accepted()).isGreaterThanOrEqualTo(before.accepted());
      assertThat(now.completed()).isGreaterThanOrEqualTo(before.completed());
      before = now;
    }
  }

  @Test
  void shouldResizeWithinItsRangeAndUndoThat() {
    sight.resizeTo(8);
    sight.resizeTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sight.resizeTo(9))
        .withMessageContaining("1 to 8");
    assertThat(sight.undo()).isTrue();
    assertThat(pool.threads).isEqualTo(4);
    assertThat(sight.undo()).isFalse();
  }

  @Test
  void shouldHaveNoTimes() {
    Snapshot now = sight.snapshot();
    assertThat(now.sinceReset().toList()).allMatch(Optional::isEmpty);
    assertThat(now.cohorts()).isEmpty();
    assertThat(now.oldestWaitingNanos()).isEmpty();
    assertThat(now.workers().orElseThrow().requested()).isEqualTo(4);
    assertThat(now.workers().orElseThrow().time()).isPresent();
  }

  @Test
  void shouldNotSayHowBusyThreadsAreOfWhichNobodyKnows() {
    pool.gauges = new PoolView.Gauges(4, 4, OptionalInt.empty(), 3, 0);
    assertThat(text(ledger())).isEqualTo("3 = 0 + 3 + 0");
    assertThat(sight.snapshot().workers().orElseThrow().time()).isEmpty();
  }

  @Test
  void shouldEndWithThePool() throws InterruptedException {
    pool.gauges = null;
    assertThat(text(ledger())).isEqualTo("0 = 0 + 0 + 0");
    while (sight.isOpen()) {
      Thread.sleep(10);
    }
    assertThat(watcher.watched()).isEmpty();
  }
}
