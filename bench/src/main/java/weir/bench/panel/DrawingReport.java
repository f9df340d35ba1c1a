package weir.bench.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.bench.report.Figures;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.Spread;

/** Writes what drawing costs into files. Confined to one thread. */
public final class DrawingReport {

  private static final double OF_LINE_CHART = 0.25;
  private static final double CPU_PERCENT = 15;
  private static final double FRAME_MILLIS = 33;
  private static final double FIRST_FRAME_MILLIS = 2_000;
  private static final double RESIDENT_MEGABYTES = 250;
  private static final double UNSEEN_PERCENT = 5;

  /** Rounds that a verdict needs. */
  private static final int ROUNDS = 5;

  private record Key(Drawing drawing, DrawingMetric metric) {}

  private final Figures<Key> figures = new Figures<>();
  private int rounds;

  /** Starts without any figure. */
  public DrawingReport() {}

  /**
   * Takes a figure in.
   *
   * @param figure of any round
   */
  public void add(DrawingFigure figure) {
    rounds = Math.max(rounds, figure.round());
    figures.add(figure.round(), new Key(figure.drawing(), figure.metric()), figure.value());
  }

  /**
   * Writes a Markdown and a CSV file.
   *
   * @param folder made if it is missing
   * @param name of the files, without ending
   * @param conditions under which was measured, a line each
   * @return the Markdown file
   * @throws IOException if a file can't be written
   */
  public Path write(Path folder, String name, List<String> conditions) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".csv"), csv());
    return Files.writeString(folder.resolve(name + ".md"), markdown(conditions));
  }

  String markdown(List<String> conditions) {
    StringBuilder text = new StringBuilder("# What the panel costs to draw\n\n");
    conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
    text.append(
        "\nMedian over the rounds, with the lowest and the highest in brackets. A ratio is taken"
            + " within each round, then the median of these.\n");
    if (rounds < ROUNDS) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n**Fewer rounds than the %d that the goals ask for: no verdict.**%n",
              ROUNDS));
    }
    text.append("\n## Goals\n\n| | Goal | Measured | Met |\n|---|---|---|---|\n");
    for (Drawing panel : List.of(Drawing.PANEL, Drawing.PANEL_NEAR)) {
      goals(panel).forEach(goal -> text.append(goal.row()).append('\n'));
    }
    text.append(
            MeasuredGoal.atMost(
                    Drawing.PANEL.label() + ": " + DrawingMetric.RESIDENT_10_HOURS.label(),
                    spread(Drawing.PANEL, DrawingMetric.RESIDENT_10_HOURS),
                    RESIDENT_MEGABYTES)
                .inWholeNumbers()
                .row())
        .append("\n\n## Figures\n\n|");
    for (Drawing drawing : Drawing.values()) {
      text.append(" | ").append(drawing.label());
    }
    text.append(" |\n|---|---|---|---|\n");
    for (DrawingMetric metric : DrawingMetric.values()) {
      text.append("| ").append(metric.label());
      for (Drawing drawing : Drawing.values()) {
        text.append(" | ")
            .append(spread(drawing, metric).map(seen -> seen.text(metric.digits())).orElse("–"));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private List<MeasuredGoal> goals(Drawing panel) {
    return List.of(
        MeasuredGoal.atMost(
            panel.label() + ": processor time, × LineChart's",
            figures.ratio(
                new Key(panel, DrawingMetric.CPU), new Key(Drawing.LINE_CHART, DrawingMetric.CPU)),
            OF_LINE_CHART),
        goal(panel, DrawingMetric.CPU, CPU_PERCENT),
        goal(panel, DrawingMetric.FRAME_P99, FRAME_MILLIS),
        goal(panel, DrawingMetric.FIRST_FRAME, FIRST_FRAME_MILLIS).inWholeNumbers(),
        goal(panel, DrawingMetric.MINIMISED_CPU, UNSEEN_PERCENT),
        goal(panel, DrawingMetric.HIDDEN_CPU, UNSEEN_PERCENT));
  }

  private MeasuredGoal goal(Drawing panel, DrawingMetric metric, double bound) {
    return MeasuredGoal.atMost(panel.label() + ": " + metric.label(), spread(panel, metric), bound);
  }

  private Optional<Spread> spread(Drawing drawing, DrawingMetric metric) {
    return figures.spread(new Key(drawing, metric));
  }

  private String csv() {
    StringBuilder text = new StringBuilder("drawing,metric,median,min,max,rounds\n");
    for (Key key : figures.keys()) {
      Spread spread = spread(key.drawing(), key.metric()).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "\"%s\",\"%s\",%.4f,%.4f,%.4f,%d%n",
              key.drawing().label(),
              key.metric().label(),
              spread.median(),
              spread.min(),
              spread.max(),
              spread.forks()));
    }
    return text.toString();
  }
}
