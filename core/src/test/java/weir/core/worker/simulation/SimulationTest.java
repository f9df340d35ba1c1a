package weir.core.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.worker.simulation.PoolModel.Violation;

/**
 * Replays one schedule with {@code -Dweir.simulation.seed=N}, and tries more of them with {@code
 * -Dweir.simulation.seeds=N}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SimulationTest {

  private static final int SEEDS = 10_000;
  private static final int SEEDS_FOR_A_MUTATION = 100_000;
  private static final int MAX_STATES = 20_000_000;
  private static final int TRACED_STEPS = 200;

  @Test
  void shouldKeepEveryPromiseInRandomSchedules() {
    Long replayed = Long.getLong("weir.simulation.seed");
    long first = replayed == null ? 1 : replayed;
    long count = replayed == null ? Long.getLong("weir.simulation.seeds", SEEDS) : 1;
    long steps = 0;
    for (long seed = first; seed < first + count; seed++) {
      try {
        steps += new RandomScheduler(seed, Mutation.NONE).run(step -> {});
      } catch (Violation violation) {
        fail(report(seed, Mutation.NONE), violation);
      }
    }
    System.out.println(count + " seeds, " + steps + " steps");
    if (replayed != null) {
      System.out.println(report(first, Mutation.NONE));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void shouldFindEachMutation(Mutation mutation) {
    for (long seed = 1; seed <= SEEDS_FOR_A_MUTATION; seed++) {
      try {
        new RandomScheduler(seed, mutation).run(step -> {});
      } catch (Violation found) {
        System.out.println(mutation + " found by seed " + seed + ": " + found.getMessage());
        return;
      }
    }
    fail("no seed found " + mutation);
  }

  static Stream<Arguments> smallPlans() {
    return Stream.of(
        Arguments.of("one worker, two publishers", plan(2, 1, 1, 1, 1, List.of())),
        Arguments.of("two workers", plan(1, 2, 2, 1, 2, List.of())),
        Arguments.of("two workers, batches", plan(1, 2, 2, 2, 2, List.of())),
        Arguments.of("leave and come back", plan(1, 2, 1, 1, 1, List.of(List.of(0, 1)))));
  }

  static Stream<Arguments> largerPlans() {
    return Stream.of(
        Arguments.of("two workers", plan(1, 3, 2, 1, 2, List.of())),
        Arguments.of("two workers, batches", plan(1, 3, 2, 2, 2, List.of())),
        Arguments.of("two workers, two publishers", plan(2, 1, 2, 1, 2, List.of())),
        Arguments.of("one of two leaves", plan(1, 2, 2, 1, 2, List.of(List.of(1)))),
        Arguments.of(
            "resize against resize", plan(1, 1, 2, 1, 1, List.of(List.of(2), List.of(1)))));
  }

  private static Plan plan(
      int publishers,
      int eventsEach,
      int places,
      int maxBatch,
      int startWith,
      List<List<Integer>> resizes) {
    return new Plan(publishers, eventsEach, false, places, 2, maxBatch, startWith, resizes, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smallPlans")
  void shouldKeepEveryPromiseInEveryScheduleOfASmallPlan(String name, Plan plan) {
    int states = new ExhaustiveExplorer(plan, Mutation.NONE, MAX_STATES).run();
    System.out.println(name + ": " + states + " states");
    assertThat(states).isGreaterThan(1_000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largerPlans")
  @Tag("storm")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldKeepEveryPromiseInEveryScheduleOfALargerPlan(String name, Plan plan) {
    int states = new ExhaustiveExplorer(plan, Mutation.NONE, MAX_STATES).run();
    System.out.println(name + ": " + states + " states");
    assertThat(states).isGreaterThan(100_000);
  }

  @Test
  void shouldTellTheStepsThatLeadToABrokenPromise() {
    ExhaustiveExplorer explorer =
        new ExhaustiveExplorer(
            plan(1, 3, 2, 1, 2, List.of()), Mutation.GATE_READS_CELLS_FIRST, MAX_STATES);
    assertThatThrownBy(explorer::run)
        .isInstanceOf(Violation.class)
        .hasMessageContaining("which is in use")
        .hasMessageContaining("publisher-0 GATE_READ_CELL");
  }

  @Test
  void shouldReplayASeedStepByStep() {
    for (long seed = 1; seed <= 10; seed++) {
      List<String> once = new ArrayList<>();
      new RandomScheduler(seed, Mutation.NONE).run(once::add);
      List<String> again = new ArrayList<>();
      new RandomScheduler(seed, Mutation.NONE).run(again::add);
      assertThat(again).isEqualTo(once).isNotEmpty();
    }
  }

  private static String report(long seed, Mutation mutation) {
    List<String> trace = new ArrayList<>();
    RandomScheduler scheduler = new RandomScheduler(seed, mutation);
    String outcome = "every promise kept";
    try {
      scheduler.run(trace::add);
    } catch (Violation violation) {
      outcome = violation.getMessage();
    }
    int hidden = Math.max(0, trace.size() - TRACED_STEPS);
    return String.format(
        Locale.ROOT,
        "seed %d: %s%n%s%nreplay with -Dweir.simulation.seed=%d%n%d steps before, then:%n%s",
        seed,
        outcome,
        scheduler.plan(),
        seed,
        hidden,
        String.join(System.lineSeparator(), trace.subList(hidden, trace.size())));
  }
}
