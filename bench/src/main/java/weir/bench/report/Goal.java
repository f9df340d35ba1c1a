package weir.bench.report;

import java.util.List;
import weir.bench.contender.ContenderKind;
import weir.bench.run.Metric;
import weir.bench.run.Scenario;

/**
 * A bound on this project's figure, divided by an opponent's, in every cell of a scenario.
 *
 * @param scenario where it holds
 * @param metric what is compared
 * @param opponent whose figure is the divisor
 * @param bound of the ratio
 * @param atMost whether the bound is an upper one
 */
record Goal(
    Scenario scenario, Metric metric, ContenderKind opponent, double bound, boolean atMost) {

  /** The goals that the project has set itself. */
  static List<Goal> all() {
    return List.of(
        atLeast(Scenario.EMPTY, ContenderKind.D3_BLOCKING, 1.5),
        atLeast(Scenario.EMPTY, ContenderKind.D3_YIELDING, 1),
        new Goal(Scenario.EMPTY, Metric.CPU, ContenderKind.D3_YIELDING, 1, true),
        atLeast(Scenario.EMPTY, ContenderKind.EXECUTOR_LINKED, 5),
        atLeast(Scenario.EMPTY, ContenderKind.EXECUTOR_ARRAY, 5),
        atLeast(Scenario.EMPTY, ContenderKind.MPMC, 1),
        atLeast(Scenario.SPIN, ContenderKind.NO_QUEUE, 0.95),
        new Goal(Scenario.PACED, Metric.P99, ContenderKind.D3_BLOCKING, 0.5, true));
  }

  private static Goal atLeast(Scenario scenario, ContenderKind opponent, double bound) {
    return new Goal(scenario, Metric.THROUGHPUT, opponent, bound, false);
  }

  boolean isMetBy(double ratio) {
    return atMost ? ratio <= bound : ratio >= bound;
  }

  String describe() {
    return (atMost ? "at most " : "at least ") + bound + " × " + opponent.label();
  }
}
