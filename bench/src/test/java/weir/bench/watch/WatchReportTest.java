package weir.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchReportTest {

  private final WatchReport report = new WatchReport();

  private void add(Watching watching, WatchMetric metric, double... rounds) {
    for (int round = 1; round <= rounds.length; round++) {
      WatchFigure figure = new WatchFigure(round, watching, metric, rounds[round - 1]);
      report.add(WatchFigure.ofLine(figure.toLine()).orElseThrow());
    }
  }

  @Test
  void shouldTakeRatiosWithinARoundAndHoldThemAgainstTheGoals() {
    // The machine halves its speed in the second round.
    add(Watching.NOTHING, WatchMetric.EXECUTED, 1_000, 500, 1_000, 1_000, 1_000);
    add(Watching.WATCHED, WatchMetric.EXECUTED, 980, 490, 980, 980, 980);
    add(Watching.CLIENT, WatchMetric.EXECUTED, 900, 450, 900, 900, 900);
    add(Watching.NOTHING, WatchMetric.EXECUTED_BYTES, 24, 24, 24, 24, 24);
    add(Watching.WATCHED, WatchMetric.EXECUTED_BYTES, 64, 64, 64, 64, 66);
    assertThat(report.markdown(List.of("Command: `./weir bench watch`")))
        .contains("- Command: `./weir bench watch`")
        .contains("execute, watched: tasks/s, × the pool alone | at least 0.97 | 0.98 (0.98–0.98)")
        .contains(
            "a client looks: tasks/s, × the pool alone | at least 0.97 | 0.90 (0.90–0.90) | **no**")
        .contains(
            "execute: bytes a task more than the pool alone | at most 40 | 40 (40–42) | yes |")
        .contains("submit: bytes a task more than the pool alone | at most 40 | not measured | – |")
        .doesNotContain("no verdict");
  }

  @Test
  void shouldGiveNoVerdictOnFewRounds() {
    add(Watching.NOTHING, WatchMetric.EXECUTED, 1_000);
    assertThat(report.markdown(List.of())).contains("no verdict");
  }

  @Test
  void shouldReadItsOwnLinesAndNoOthers() {
    WatchFigure figure = new WatchFigure(3, Watching.CLIENT, WatchMetric.SUBMITTED, 4_711.5);
    assertThat(WatchFigure.ofLine(figure.toLine())).contains(figure);
    assertThat(WatchFigure.ofLine("")).isEmpty();
    assertThat(WatchFigure.ofLine("a warning of the JVM")).isEmpty();
  }
}
