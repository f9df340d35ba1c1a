package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.desktop.Snapshots;

/** Intervals are 50 ms long in these snapshots. */
@Timeout(20)
class SpoiledTimesTest {

  private final SpoiledTimes times = new SpoiledTimes();

  private void add(long uptimeMillis, long hiccupMicros) {
    times.add(Snapshots.with(Snapshots.at(uptimeMillis, 0, 0, 1), List.of(), hiccupMicros));
  }

  private static SpoiledTimes.Stretch stretch(long fromMillis, long toMillis) {
    return new SpoiledTimes.Stretch(fromMillis * 1_000_000, toMillis * 1_000_000);
  }

  @Test
  void shouldJoinSpoiledIntervalsThatMeet() {
    add(100, 12_000);
    add(150, 30_000);
    add(200, 900);
    add(250, 15_000);
    assertThat(times.all()).containsExactly(stretch(50, 150), stretch(200, 250));
  }

  @Test
  void shouldForgetWhatNoChartGoesBackTo() {
    add(100, 12_000);
    add(36_000_100, 0);
    assertThat(times.all()).hasSize(1);
    add(36_000_150, 0);
    assertThat(times.all()).isEmpty();
  }
}
