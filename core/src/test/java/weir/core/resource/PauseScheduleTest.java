package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PauseScheduleTest {

  @Test
  void shouldNotTouchWorkWithoutPauses() {
    PauseSchedule none = PauseSchedule.none(0);
    assertThat(none.endOf(5, 10)).isEqualTo(15);
    assertThat(none.isFrozen(5)).isFalse();
  }

  @Test
  void shouldPushWorkOutByThePausesThatItMeets() {
    PauseSchedule beat = PauseSchedule.none(0).withBeat(1_000, 100, 20);
    // Pauses are [1100, 1120), [1200, 1220), …
    assertThat(beat.endOf(1_000, 50)).isEqualTo(1_050);
    assertThat(beat.endOf(1_000, 100)).isEqualTo(1_100);
    assertThat(beat.endOf(1_090, 20)).isEqualTo(1_130);
    assertThat(beat.endOf(1_110, 10)).isEqualTo(1_130);
    assertThat(beat.endOf(1_090, 95)).isEqualTo(1_225);
    assertThat(beat.isFrozen(1_050)).isFalse();
    assertThat(beat.isFrozen(1_100)).isTrue();
    assertThat(beat.isFrozen(1_119)).isTrue();
    assertThat(beat.isFrozen(1_120)).isFalse();
  }

  @Test
  void shouldRememberFreezesThatWorkHasMet() {
    PauseSchedule twice = PauseSchedule.none(0).withFreeze(10, 5).withFreeze(30, 5);
    assertThat(twice.endOf(0, 8)).isEqualTo(8);
    assertThat(twice.endOf(0, 20)).isEqualTo(25);
    assertThat(twice.endOf(0, 30)).isEqualTo(40);
    assertThat(twice.endOf(12, 1)).isEqualTo(16);
    assertThat(twice.isFrozen(14)).isTrue();
    assertThat(twice.isFrozen(15)).isFalse();
  }

  @Test
  void shouldAddFreezesToABeatAndJoinThoseThatOverlap() {
    PauseSchedule both = PauseSchedule.none(0).withBeat(0, 100, 20).withFreeze(110, 30);
    // [100, 120) and [110, 140) make one pause.
    assertThat(both.endOf(90, 20)).isEqualTo(150);
  }
}
