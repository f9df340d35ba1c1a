package weir.http.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Interval;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;

@Timeout(20)
class StatsTextTest {

  private static Snapshot snapshot(Optional<WorkerCount> workers) {
    WorkerFigures consumer =
        new WorkerFigures(
            0, "replicate-1: 40 behind", WorkerFigures.State.HANDLING, 1_000, 60, 0, 1_000);
    return new Snapshot(
        "orders",
        1,
        0,
        1,
        0,
        new Ledger(100, 60, OptionalLong.empty(), OptionalLong.empty(), 40, 0),
        OptionalLong.empty(),
        workers,
        Optional.of(List.of(consumer)),
        Optional.empty(),
        OptionalLong.empty(),
        LatencySummary.ABSENT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Interval.EMPTY);
  }

  @Test
  void shouldTellHowFarEachConsumerOfARingIs() {
    assertThat(StatsText.full(snapshot(Optional.empty())).lines())
        .containsExactly(
            "accepted 100 = ended 60 + backlog 40 + in flight 0",
            "  replicate-1: 40 behind, 60 passed");
  }

  @Test
  void shouldTellOfWorkersHowManyThereAre() {
    assertThat(StatsText.full(snapshot(Optional.of(new WorkerCount(2, 1)))).lines())
        .containsExactly(
            "accepted 100 = ended 60 + backlog 40 + in flight 0",
            "workers 2 requested, 1 effective");
  }
}
