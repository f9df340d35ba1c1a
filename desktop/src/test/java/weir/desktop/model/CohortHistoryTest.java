package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Cohort;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

@Timeout(20)
class CohortHistoryTest {

  private final CohortHistory cohorts = new CohortHistory();

  private void add(long uptimeMillis, Cohort... known) {
    Snapshot snapshot = Snapshots.at(uptimeMillis, 0, 0, 1);
    cohorts.add(Snapshots.with(snapshot, List.of(known)));
  }

  @Test
  void shouldKeepWhatTheServerKnowsNoLongerAndTakeWhatIsNewer() {
    Cohort young = Snapshots.cohort(7, 500, 3, 2_000);
    Cohort ended = Snapshots.cohort(7, 500, 3, 2_000, 3_000, 4_000);
    Cohort next = Snapshots.cohort(8, 1_500, 1);
    add(1_000, young);
    assertThat(cohorts.all()).containsExactly(young);
    add(2_000, ended, next);
    add(3_000, next);
    assertThat(cohorts.all()).containsExactly(ended, next);
    assertThat(CohortHistory.arrivalNanos(ended)).isEqualTo(500_000_000L);
  }

  @Test
  void shouldForgetWhatNoChartGoesBackTo() {
    Cohort old = Snapshots.cohort(0, 500, 1, 10);
    add(1_000, old);
    add(7_200_500);
    assertThat(cohorts.all()).containsExactly(old);
    add(7_200_501);
    assertThat(cohorts.all()).isEmpty();
  }

  @Test
  void shouldSumUpWhatArrived() {
    Cohort first = Snapshots.cohort(0, 500, 3, 4_000_000, 4_000_000, 4_000_000);
    Cohort second = Snapshots.cohort(1, 1_500, 1);
    assertThat(Arrivals.of(List.of(first)).inWords()).isEqualTo("mean 4.00 s");
    Arrivals both = Arrivals.of(List.of(first, second));
    // 3 at 4 s, and one that is 1 s old.
    assertThat(both.inWords()).isEqualTo("mean at least 3.25 s");
    assertThat(both.inShort()).isEqualTo("mean ≥ 3.25 s");
    assertThat(Arrivals.of(List.of()).inShort()).isEmpty();
  }
}
