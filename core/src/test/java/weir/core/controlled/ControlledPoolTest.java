package weir.core.controlled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped classes in schedules of every kind. {@code -Dweir.plans.seconds=N} gives each plan N
 * seconds, {@code -Dweir.plans.seed=N} begins with another seed; {@code -Dweir.plans.replay=N} and
 * {@code -Dweir.plans.plan=NAME} tell a schedule step by step.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ControlledPoolTest {

  private static final int SEEDS = 1_000;
  private static final long DEEP_SECONDS = 60;

  private static final List<Plan> PLANS = ControlledPlans.of(Map.of());

  static Stream<Plan> plans() {
    String only = System.getProperty("weir.plans.plan");
    return PLANS.stream().filter(plan -> only == null || plan.toString().equals(only));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void shouldKeepEveryPromiseInRandomSchedules(Plan plan) {
    Exploration exploration = new Exploration(plan);
    Long replayed = Long.getLong("weir.plans.replay");
    if (replayed != null) {
      System.out.println(exploration.replay(replayed));
      return;
    }
    long first = Long.getLong("weir.plans.seed", 1);
    report(plan, exploration.random(first, SEEDS, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void shouldKeepEveryPromiseInEveryScheduleWithOneDeviation(Plan plan) {
    report(plan, new Exploration(plan).bounded(1, TimeUnit.MILLISECONDS.toNanos(250)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  @Tag("storm")
  void shouldKeepEveryPromiseForLong(Plan plan) {
    long seconds = Long.getLong("weir.plans.seconds", DEEP_SECONDS);
    long limitNanos = TimeUnit.SECONDS.toNanos(seconds) / 2;
    long first = Long.getLong("weir.plans.seed", System.nanoTime());
    Exploration exploration = new Exploration(plan);
    report(plan, exploration.random(first, Long.MAX_VALUE - first, limitNanos));
    report(plan, exploration.bounded(2, limitNanos));
  }

  @Test
  void shouldRepeatAScheduleStepByStep() {
    for (Plan plan : PLANS) {
      Exploration exploration = new Exploration(plan);
      assertThat(exploration.replay(7))
          .isEqualTo(exploration.replay(7))
          .contains("every promise kept", "main ");
    }
  }

  private static void report(Plan plan, Exploration.Outcome outcome) {
    System.out.println(plan + ": " + outcome);
    assertThat(outcome.broken()).isEmpty();
  }
}
