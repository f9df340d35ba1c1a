package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.WorkerFigures;
import weir.desktop.Snapshots;

@Timeout(20)
class WorkerTimesTest {

  private final WorkerTimes times = new WorkerTimes();

  private void add(long uptimeMillis, WorkerFigures... workers) {
    times.add(Snapshots.withWorkers(Snapshots.at(uptimeMillis, 0, 0, 1), List.of(workers)));
  }

  @Test
  void shouldTellHowBusyEachWasInEachSecond() {
    add(10_000, Snapshots.worker(0, 0, 500), Snapshots.worker(1, 0, 0));
    add(10_500, Snapshots.worker(0, 0, 900), Snapshots.worker(1, 0, 0));
    assertThat(times.busy(0).mean(10)).isNaN();
    add(11_000, Snapshots.worker(0, 0, 1_300), Snapshots.worker(1, 0, 0));
    add(12_000, Snapshots.worker(0, 0, 2_300), Snapshots.worker(1, 0, 250));
    assertThat(times.busy(0).ago(1)).isEqualTo(0.8, within(1e-9));
    assertThat(times.busy(0).ago(0)).isEqualTo(1, within(1e-9));
    assertThat(times.busy(0).ago(2)).isNaN();
    assertThat(times.busy(0).mean(10)).isEqualTo(0.9, within(1e-9));
    assertThat(times.busy(1).ago(0)).isEqualTo(0.25, within(1e-9));
  }

  @Test
  void shouldLetOneValueStandForSecondsThatNobodySawApart() {
    add(1_000, Snapshots.worker(0, 0, 0));
    add(201_000, Snapshots.worker(0, 0, 100_000));
    assertThat(times.busy(0).ago(BusyShares.SECONDS - 1)).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void shouldStartAfreshForOneThatTakesAPlaceLater() {
    add(1_000, Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 0));
    add(2_000, Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 1_000));
    add(3_000, Snapshots.worker(0, 0, 0));
    add(4_000, Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 1_000));
    assertThat(times.busy(1).mean(10)).isNaN();
    assertThat(times.latest().orElseThrow()).hasSize(2);
  }

  @Test
  void shouldSayWhereNobodyTellsThemApart() {
    add(1_000, Snapshots.worker(0, 0, 0));
    times.add(Snapshots.at(2_000, 0, 0, 1));
    assertThat(times.latest()).isEmpty();
    times.clear();
    assertThat(times.busy(0).mean(60)).isNaN();
  }
}
