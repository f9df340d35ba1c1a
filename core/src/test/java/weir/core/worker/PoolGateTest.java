package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PoolGateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A cell that counts how often it is asked. */
  private static final class WatchedSequence extends Sequence {
    private final AtomicLong reads = new AtomicLong();

    WatchedSequence() {
      super(WorkerCell.FREE);
    }

    @Override
    public long get() {
      reads.incrementAndGet();
      return super.get();
    }
  }

  private final Sequence claimed = new Sequence(-1);
  private final List<WorkerCell> cells = Stream.generate(WorkerCell::new).limit(3).toList();
  private final PoolGate gate = new PoolGate(claimed, cells, 0);

  /** A pool of three places in which 10 events have been claimed and ended. */
  private void endTen(int... claimsOfPlaces) {
    for (int place = 0; place < claimsOfPlaces.length; place++) {
      gate.useCell(place);
      WorkerCell.add(cells.get(place).claims, claimsOfPlaces[place]);
      WorkerCell.add(cells.get(place).completed, claimsOfPlaces[place]);
    }
    claimed.set(9);
  }

  @Test
  void shouldLookPastAnAnnouncementThatCameToNothing() {
    endTen(3, 7);
    cells.get(0).held.set(5);
    assertThat(gate.get()).isEqualTo(9);
  }

  @Test
  void shouldNotLookPastAWorkerThatHoldsItsSlot() {
    endTen(2, 7);
    WorkerCell.increment(cells.get(0).claims);
    cells.get(0).held.set(5);
    assertThat(gate.get()).isEqualTo(5);
  }

  @Test
  void shouldNotLookPastAClaimThatIsNotCountedYet() {
    // Place 0 has made its claim of 9 and lost its processor before it counted it.
    endTen(2, 7);
    cells.get(0).held.set(8);
    cells.get(1).held.set(5);
    assertThat(gate.get()).isEqualTo(5);
  }

  @Test
  void shouldKeepCountOfTheClaimsOfPlacesThatAreVacant() {
    endTen(3, 6, 1);
    gate.leaveCell(1);
    cells.get(0).held.set(5);
    assertThat(gate.get()).isEqualTo(9);
    gate.useCell(1);
    assertThat(gate.get()).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource(PoolStorm.Mode.class)
  void shouldAskOnlyTheCellsOfTheWorkersThereAre(PoolStorm.Mode mode) throws InterruptedException {
    List<WatchedSequence> asked = Stream.generate(WatchedSequence::new).limit(1000).toList();
    AtomicLong made = new AtomicLong();
    PoolBuilder<long[]> builder =
        new PoolBuilder<long[]>(() -> new long[1], (slot, target) -> true, place -> event -> {})
            .ringSize(1)
            .maxWorkers(1000);
    builder.cells = () -> new WorkerCell(asked.get((int) made.getAndIncrement()));
    HandlerPool<long[]> pool =
        mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
    pool.resizeTo(1000);
    if (mode == PoolStorm.Mode.WORKERS) {
      while (pool.effectiveWorkers() < 1000) {
        Thread.onSpinWait();
      }
    }
    pool.resizeTo(1);
    while (pool.effectiveWorkers() > 1) {
      Thread.onSpinWait();
    }
    // A worker counts as gone an instant before its cell does.
    long places;
    do {
      asked.forEach(cell -> cell.reads.set(0));
      assertThat(pool.publish((slot, sequence) -> {}, PATIENCE)).isEqualTo(PublishResult.ACCEPTED);
      places = asked.stream().filter(cell -> cell.reads.get() > 0).count();
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    } while (places > 2);
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldNotWaitBehindAnAnnouncementThatCameToNothing() throws InterruptedException {
    ElasticWorkerPool<long[]> pool =
        new PoolBuilder<long[]>(() -> new long[1], (slot, target) -> true, place -> event -> {})
            .ringSize(4)
            .maxWorkers(2)
            .gate(
                (claims, all) -> {
                  PoolGate made = new PoolGate(claims, all);
                  // A worker that announced at the start and has had no processor since.
                  made.useCell(1);
                  all.get(1).held.set(-1);
                  return made;
                })
            .buildWorkers();
    pool.resizeTo(1);
    for (int event = 0; event < 100; event++) {
      assertThat(pool.publish((slot, sequence) -> {}, PATIENCE)).isEqualTo(PublishResult.ACCEPTED);
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    }
    assertThat(pool.close(PATIENCE)).isTrue();
  }
}
