package weir.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.bench.contender.ContenderKind;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CellRunTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int BACKLOG = 64;
  private static final int KEYS = 100;

  /** Those of Disruptor 3 need a class path of their own; no queue, no hand-over. */
  static List<ContenderKind> contenders() {
    return Arrays.stream(ContenderKind.values())
        .filter(kind -> !kind.needsDisruptor3() && kind != ContenderKind.NO_QUEUE)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void shouldFindThatEachEventWasHandledExactlyOnce(ContenderKind kind)
      throws InterruptedException {
    Map<Metric, Double> figures = run(kind, Cell.saturated(2, 2));

    assertThat(figures.get(Metric.LOST)).isZero();
    assertThat(figures.get(Metric.THROUGHPUT)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void shouldRecordTheDelayOfPacedEvents(ContenderKind kind) throws InterruptedException {
    Map<Metric, Double> figures = run(kind, Cell.paced(2_000, 4));

    assertThat(figures.get(Metric.LOST)).isZero();
    assertThat(figures.get(Metric.P50)).isPositive();
    assertThat(figures.get(Metric.P999)).isGreaterThanOrEqualTo(figures.get(Metric.P50));
  }

  @Test
  void shouldLoseNothingInAStormOfResizes() throws InterruptedException {
    Map<Metric, Double> figures = run(ContenderKind.WEIR_16, Cell.storm(4));

    assertThat(figures.get(Metric.LOST)).isZero();
  }

  private static Map<Metric, Double> run(ContenderKind kind, Cell cell)
      throws InterruptedException {
    return new CellRun(kind, cell, new Work.Nothing(), BACKLOG, KEYS).measure(SHORT, SHORT);
  }
}
