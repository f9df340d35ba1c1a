package weir.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CostReportTest {

  private final CostReport report = new CostReport();

  private void add(Looking looking, CostMetric metric, double... rounds) {
    for (int round = 1; round <= rounds.length; round++) {
      CostFigure figure = new CostFigure(round, looking, metric, rounds[round - 1]);
      report.add(CostFigure.ofLine(figure.toLine()).orElseThrow());
    }
  }

  @Test
  void shouldTakeRatiosWithinARoundAndHoldThemAgainstTheGoals() {
    // The machine halves its speed in the second round.
    add(Looking.NOBODY, CostMetric.THROUGHPUT, 1_000, 500, 1_000, 1_000, 1_000);
    add(Looking.CLIENT, CostMetric.THROUGHPUT, 990, 495, 990, 990, 990);
    add(Looking.LOG, CostMetric.THROUGHPUT, 900, 450, 900, 900, 900);
    add(Looking.CLIENT, CostMetric.SAMPLER_CPU, 1.5, 2.5, 1.5, 1.5, 1.5);
    String text = report.markdown(List.of("Command: `./weir bench telemetry`"));
    assertThat(text)
        .contains("- Command: `./weir bench telemetry`")
        .contains("while a client looks, × nobody | at least 0.98 | 0.99 (0.99–0.99) | yes |")
        .contains("a histogram log, × nobody | at least 0.98 | 0.90 (0.90–0.90) | **no** |")
        .contains("client looks: % of a core | at most 2.00 | 1.50 (1.50–2.50) | yes |")
        .contains("bytes allocated a sample | at most 65,536 | not measured | – |")
        .doesNotContain("no verdict");
  }

  @Test
  void shouldGiveNoVerdictOnFewRounds() {
    add(Looking.NOBODY, CostMetric.THROUGHPUT, 1_000);
    assertThat(report.markdown(List.of())).contains("no verdict");
  }

  @Test
  void shouldReadItsOwnLinesAndNoOthers() {
    CostFigure figure = new CostFigure(3, Looking.LOG, CostMetric.SAMPLER_ALLOCATION, 4_711.5);
    assertThat(CostFigure.ofLine(figure.toLine())).contains(figure);
    assertThat(figure.text())
        .isEqualTo("round 3, a histogram log: sampler, bytes allocated a sample: 4,712");
    assertThat(CostFigure.ofLine("")).isEmpty();
    assertThat(CostFigure.ofLine("a warning of the JVM")).isEmpty();
  }
}
