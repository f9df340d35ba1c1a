package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.desktop.Snapshots;

/** A past that is looked at as a recording is: as a whole, and from before its start. */
@Timeout(60)
class RecordedHistoryTest {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private static History history(boolean recorded, int seconds) {
    History history = new History();
    if (recorded) {
      history.keepARecording();
    }
    for (int tick = 1; tick <= 4 * seconds; tick++) {
      history.add(Snapshots.of(tick * 250L, tick, 5, 1, 1, 0, Snapshots.micros(500)));
    }
    return history;
  }

  @Test
  void shouldStayFineAsFarAsThereIsRoom() {
    int halfAnHour = 1_800;

    assertThat(slots(history(false, halfAnHour))).isEqualTo(5);
    assertThat(slots(history(true, halfAnHour))).isGreaterThan(30);
  }

  /** Slots of the first ten seconds. */
  private static int slots(History history) {
    int[] count = {0};
    history.visitSlots(0, 10 * SECOND_NANOS, 0, slot -> count[0]++);
    return count[0];
  }

  @Test
  void shouldKeepItsLatenciesFineInAViewThatStartsBeforeIt() {
    History history = history(true, 300);

    List<LatencyPoint> points =
        history.latencies(
            LatencyClock.RESPONSE,
            history.latencyBucketNanos(-60 * SECOND_NANOS, 60 * SECOND_NANOS),
            -60 * SECOND_NANOS,
            60 * SECOND_NANOS);

    assertThat(points).hasSizeGreaterThan(25);
    assertThat(points).allSatisfy(point -> assertThat(point.p50Micros()).isEqualTo(500));
  }
}
