package weir.bench.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DrawingReportTest {

  @TempDir Path folder;

  private final DrawingReport report = new DrawingReport();

  private void add(Drawing drawing, DrawingMetric metric, double... rounds) {
    for (int round = 1; round <= rounds.length; round++) {
      report.add(new DrawingFigure(round, drawing, metric, rounds[round - 1]));
    }
  }

  @Test
  void shouldTakeRatiosWithinARoundAndHoldThemAgainstTheGoals() {
    // The machine halves its speed in the second round.
    add(Drawing.LINE_CHART, DrawingMetric.CPU, 50, 100, 50, 50, 50);
    add(Drawing.PANEL, DrawingMetric.CPU, 10, 20, 10, 10, 10);
    add(Drawing.PANEL_NEAR, DrawingMetric.CPU, 20, 40, 20, 20, 20);
    add(Drawing.PANEL, DrawingMetric.RESIDENT_10_HOURS, 260);
    assertThat(report.markdown(List.of("Command: `./weir bench panel`")))
        .contains("- Command: `./weir bench panel`")
        .contains(
            "| panel, 150 s: processor time, × LineChart's | at most 0.25 | 0.20 (0.20–0.20) | yes |")
        .contains(
            "| panel, 30 s: processor time, × LineChart's | at most 0.25 | 0.40 (0.40–0.40) | **no** |")
        .contains("| panel, 150 s: seen, % of a core | at most 15.00 | 10.00 (10.00–20.00) | yes |")
        .contains("resident after 10 h, 10⁶ bytes | at most 250 | 260 (260–260) | **no** |")
        .contains("frame p99, ms | at most 33.00 | not measured | – |")
        .doesNotContain("no verdict");
  }

  @Test
  void shouldGiveNoVerdictOnFewRounds() {
    add(Drawing.PANEL, DrawingMetric.CPU, 10);
    assertThat(report.markdown(List.of())).contains("no verdict");
  }

  @Test
  void shouldSayAFigureInWords() {
    assertThat(new DrawingFigure(2, Drawing.PANEL_NEAR, DrawingMetric.CPU, 12.345).text())
        .isEqualTo("round 2, panel, 30 s: seen, % of a core: 12.3");
    assertThat(new DrawingFigure(1, Drawing.PANEL, DrawingMetric.FIRST_FRAME, 1_234).text())
        .isEqualTo("round 1, panel, 150 s: first frame, ms: 1,234");
  }

  @Test
  void shouldWriteTablesThatCanBeRead() throws IOException {
    add(Drawing.PANEL, DrawingMetric.CPU, 10, 30);
    Path written = report.write(folder, "panel", List.of());

    assertThat(written)
        .content()
        .contains(
            """
            | drawing | panel, 150 s | panel, 30 s | heat map, 150 s | LineChart, 150 s |
            |---|---|---|---|---|
            """)
        .contains("| seen, % of a core | 20.0 (10.0–30.0) | – | – | – |");
    assertThat(folder.resolve("panel.csv"))
        .hasContent(
            """
            drawing,metric,median,min,max,rounds
            "panel, 150 s","seen, % of a core",20.0000,10.0000,30.0000,2
            """);
  }
}
