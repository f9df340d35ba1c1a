package weir.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

@Timeout(20)
class SourceTrackTest {

  private final SourceTrack track = new SourceTrack(Snapshots.PIPELINE);

  /** With as many events ended as there are latencies. */
  private static Snapshot at(long uptimeMillis, long backlog, long... micros) {
    return Snapshots.of(uptimeMillis, 0, backlog, 1, 1, 0, Snapshots.micros(micros));
  }

  private static double last(List<Double> line, int ago) {
    return line.get(line.size() - 1 - ago);
  }

  @Test
  void shouldKnowNothingBeforeTheFirstSnapshot() {
    SourceReading reading = track.reading();
    assertThat(reading.source()).isEqualTo(Snapshots.PIPELINE);
    assertThat(reading.backlog()).hasSize(SourceReading.STEPS).containsOnly(Double.NaN);
    assertThat(reading.p99Micros()).hasSize(SourceReading.STEPS).containsOnly(Double.NaN);
    assertThat(reading.backlogNow()).isEmpty();
    assertThat(reading.latelyMicros()).isEmpty();
  }

  @Test
  void shouldDrawStepsAndLeaveAGapWhereNothingCame() {
    track.add(at(1_000, 10, 100));
    track.add(at(1_900, 7, 300));
    track.add(at(6_100, 3));

    SourceReading reading = track.reading();
    assertThat(last(reading.backlog(), 0)).isEqualTo(3);
    assertThat(last(reading.backlog(), 1)).isNaN();
    assertThat(last(reading.backlog(), 2)).isNaN();
    assertThat(last(reading.backlog(), 3)).as("the last of its step").isEqualTo(7);
    assertThat(last(reading.p99Micros(), 3)).isEqualTo(300);
    assertThat(last(reading.p99Micros(), 0)).as("no event ended").isNaN();
    assertThat(reading.backlogNow()).hasValue(3);
  }

  @Test
  void shouldTakeThePercentileOfTheLastTenSeconds() {
    track.add(at(1_000, 0, 9_000));
    track.add(at(3_000, 0, 100, 100));
    track.add(at(9_900, 0, 200));
    assertThat(track.reading().latelyCount()).isEqualTo(4);
    assertThat(track.reading().latelyMicros().orElseThrow()).isBetween(9_000L, 9_010L);

    track.add(at(10_100, 0));
    assertThat(track.reading().latelyCount()).as("the first step is too old").isEqualTo(3);
    assertThat(track.reading().latelyMicros()).hasValue(200);
    track.add(at(300_000, 0));
    assertThat(track.reading().latelyMicros()).isEmpty();
    assertThat(track.reading().p99Micros()).containsOnly(Double.NaN);
  }

  @Test
  void shouldStartAfreshWithAnotherLifeOfTheSource() {
    track.add(at(500_000, 99, 100));
    track.add(at(1_000, 1));
    assertThat(track.reading().backlog()).containsOnlyOnce(1.0).doesNotContain(99.0);
    assertThat(track.reading().latelyMicros()).isEmpty();
  }

  @Test
  void shouldTakeTheWaitOrTheServiceWhereThereIsNoResponse() {
    SourceTrack orders = new SourceTrack(Snapshots.EXECUTOR);
    orders.add(Snapshots.ofExecutor(1_000, 2, 5));
    assertThat(orders.reading().latelyMicros()).isPresent();
  }
}
