package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.LatencySummary;
import weir.desktop.Snapshots;

@Timeout(20)
class StuckRuleTest {

  private static StuckRule rule(long events, long p99Micros, long maxMicros, long setMillis) {
    return StuckRule.of(
        Optional.of(new LatencySummary(events, 0, 0, 0, p99Micros, 0, maxMicros)),
        OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(setMillis)));
  }

  private static long limitMillis(StuckRule rule) {
    return TimeUnit.NANOSECONDS.toMillis(rule.limitNanos().orElseThrow());
  }

  @Test
  void shouldTakeTenTimesWhatNearlyAllTookAndNeverLessThanASecond() {
    assertThat(limitMillis(rule(100, 300_000, 9_000_000, 5))).isEqualTo(3_000);
    assertThat(limitMillis(rule(100, 3_000, 9_000_000, 5))).isEqualTo(1_000);
    assertThat(rule(100, 300_000, 9_000_000, 5).inWords())
        .isEqualTo("Stuck: at an event for more than 3.00 s, 10 times p99 of the service time.");
    assertThat(rule(100, 3_000, 9_000_000, 5).inWords())
        .isEqualTo("Stuck: at an event for more than 1.00 s.");
  }

  @Test
  void shouldTakeTheLongestOfAFewEvents() {
    assertThat(limitMillis(rule(99, 300_000, 900_000, 5))).isEqualTo(9_000);
  }

  @Test
  void shouldNotBeHastyWhereTheResourceWasJustSetToLongTimes() {
    assertThat(limitMillis(rule(5_000, 3_000, 9_000, 2_000))).isEqualTo(20_000);
    assertThat(limitMillis(rule(0, 0, 0, 2_000))).isEqualTo(20_000);
  }

  @Test
  void shouldNotJudgeWhereNobodyKnowsWhatIsUsual() {
    StuckRule rule = StuckRule.of(Optional.of(LatencySummary.EMPTY), OptionalLong.empty());
    assertThat(rule.limitNanos()).isEmpty();
    assertThat(rule.isStuck(Snapshots.worker(0, 3_600_000, 0))).isFalse();
    assertThat(rule.inWords()).contains("not known");
    assertThat(StuckRule.of(Optional.empty(), OptionalLong.empty())).isEqualTo(rule);
  }

  @Test
  void shouldJudgeByTheAgeOfThePresentEvent() {
    StuckRule rule = rule(100, 300_000, 9_000_000, 5);
    assertThat(rule.isStuck(Snapshots.worker(0, 3_000, 0))).isFalse();
    assertThat(rule.isStuck(Snapshots.worker(0, 3_001, 0))).isTrue();
    assertThat(rule.isStuck(Snapshots.worker(0, 0, 60_000))).isFalse();
  }
}
