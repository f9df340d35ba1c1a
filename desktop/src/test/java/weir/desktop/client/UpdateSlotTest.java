package weir.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

@Timeout(20)
class UpdateSlotTest {

  private static final ConnectionState CONNECTED =
      new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE));

  private final UpdateSlot slot = new UpdateSlot();

  @Test
  void shouldMergeWhatASlowConsumerDidNotTake() {
    slot.putState(1, CONNECTED);
    for (int i = 1; i <= 100; i++) {
      slot.putSnapshot(1, snapshot(i, 0));
    }
    Snapshot merged = slot.take().snapshots().getFirst();
    assertThat(merged.ledger().completed()).isEqualTo(100);
    assertThat(merged.interval().responseTime().decode().getTotalCount()).isEqualTo(100);
    assertThat(slot.take().snapshots()).isEmpty();
  }

  @Test
  void shouldTellTheConsumerOnceUntilItHasTaken() {
    assertThat(slot.putState(1, CONNECTED)).isTrue();
    assertThat(slot.putSnapshot(1, snapshot(1, 0))).isFalse();
    assertThat(slot.putSnapshot(1, snapshot(2, 0))).isFalse();
    slot.take();
    assertThat(slot.putSnapshot(1, snapshot(3, 0))).isTrue();
  }

  @Test
  void shouldHandOutTheLatestEventsOfTheSessionOnce() {
    slot.putState(1, CONNECTED);
    slot.putDepths(1, depths(1));
    slot.putDepths(1, depths(2));
    assertThat(slot.take().depths()).containsExactly(depths(2));
    assertThat(slot.take().depths()).isEmpty();
    slot.putDepths(1, depths(3));
    slot.putState(2, CONNECTED);
    assertThat(slot.take().depths()).as("those of another server").isEmpty();
  }

  private static DepthSample depths(long depth) {
    return new DepthSample("weir", List.of(new DepthSample.Point(depth, 5)));
  }

  @Test
  void shouldBeQuietWhileNothingChanges() {
    slot.putState(1, CONNECTED);
    slot.take();
    int told = 0;
    for (int tick = 1; tick <= 200; tick++) { // ten seconds
      if (slot.putSnapshot(1, Snapshots.at(tick * 50L, 7, 0, 1))) {
        told++;
        slot.take();
      }
    }
    assertThat(told).isBetween(18, 21);
    assertThat(slot.putSnapshot(1, Snapshots.at(10_050, 8, 0, 1))).as("a completion").isTrue();
    slot.take();
    assertThat(slot.putSnapshot(1, Snapshots.at(10_100, 8, 0, 3))).as("a resize").isTrue();
  }

  @Test
  void shouldNotMergeLatenciesAcrossAReset() {
    slot.putState(1, CONNECTED);
    slot.putSnapshot(1, snapshot(1, 0));
    slot.putSnapshot(1, snapshot(2, 1));
    Snapshot newest = slot.take().snapshots().getFirst();
    assertThat(newest.interval().responseTime().decode().getTotalCount()).isEqualTo(1);
  }

  @Test
  void shouldKeepASnapshotThatArrivesBeforeItsSessionIsAdmitted() {
    slot.putSnapshot(1, snapshot(1, 0));
    assertThat(slot.take().snapshots()).isEmpty();
    slot.putState(1, CONNECTED);
    assertThat(slot.take().snapshots()).hasSize(1);
  }

  @Test
  void shouldDropTheFiguresOfAServerThatIsGone() {
    slot.putState(1, CONNECTED);
    slot.putSnapshot(1, snapshot(1, 0));
    slot.putState(2, CONNECTED);
    assertThat(slot.take().snapshots()).isEmpty();
  }

  @Test
  void shouldKeepTheLastFiguresWhenTheServerIsLost() {
    slot.putState(1, CONNECTED);
    slot.putSnapshot(1, snapshot(1, 0));
    slot.putState(1, new ConnectionState.Disconnected("gone"));
    assertThat(slot.take().snapshots()).hasSize(1);
  }

  @Test
  void shouldKeepTheNewestOfEachSourceAndForgetThoseThatAreGone() {
    slot.putState(
        1,
        new ConnectionState.Connected(
            Snapshots.SERVER, List.of(Snapshots.PIPELINE, Snapshots.EXECUTOR)));
    slot.putSnapshot(1, snapshot(1, 0));
    slot.putSnapshot(1, Snapshots.ofExecutor(50, 7, 0));
    slot.putSnapshot(1, snapshot(2, 0));
    assertThat(slot.take().snapshots())
        .extracting(Snapshot::source, taken -> taken.ledger().completed())
        .containsExactly(tuple("weir", 2L), tuple("orders", 7L));

    slot.putSnapshot(1, Snapshots.ofExecutor(100, 8, 0));
    slot.putState(1, CONNECTED);
    assertThat(slot.take().snapshots()).isEmpty();
  }

  private static Snapshot snapshot(int completed, long resets) {
    return Snapshots.of(completed * 50L, completed, 5, 1, 1, resets, Snapshots.micros(42));
  }

  @Test
  void shouldHandThePastOnWholeAndOnce() {
    Snapshot first = Snapshots.at(1_000, 1, 0, 1);
    Snapshot second = Snapshots.at(2_000, 2, 0, 1);
    Change change =
        new Change("weir", 1, 1, 1, Change.Kind.WORKERS, "test", "1 worker", "2 workers");
    slot.putPast(1, "weir", List.of(), List.of(change));
    slot.putPast(1, "weir", List.of(first), List.of());
    slot.putPast(1, "weir", List.of(second), List.of());
    slot.putSnapshot(1, Snapshots.at(2_050, 3, 0, 1));
    assertThat(slot.take().past()).as("before the state of its session").isEmpty();
    slot.putState(1, CONNECTED);
    slot.putChange(1, change);

    PanelUpdate update = slot.take();
    assertThat(update.past())
        .containsExactly(new SourcePast("weir", List.of(first, second), List.of(change)));
    assertThat(update.snapshots()).hasSize(1);
    assertThat(update.changes()).containsExactly(change);
    assertThat(slot.take().past()).isEmpty();

    slot.putPast(1, "weir", List.of(first), List.of());
    slot.putSnapshot(2, second);
    slot.putState(2, CONNECTED);
    assertThat(slot.take().past()).as("of a session that is over").isEmpty();
  }
}
