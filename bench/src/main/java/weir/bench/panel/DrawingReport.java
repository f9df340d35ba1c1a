package weir.bench.panel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.RoundReport;

/** Writes what drawing costs into files. Confined to one thread. */
public final class DrawingReport {

  private static final double OF_LINE_CHART = 0.25;
  private static final double CPU_PERCENT = 15;
  private static final double FRAME_MILLIS = 33;
  private static final double FIRST_FRAME_MILLIS = 2_000;
  private static final double RESIDENT_MEGABYTES = 250;
  private static final double UNSEEN_PERCENT = 5;

  private final RoundReport<Drawing, DrawingMetric> report =
      new RoundReport<>(
          "What the panel costs to draw",
          "drawing",
          List.of(Drawing.values()),
          List.of(DrawingMetric.values()));

  /** Starts without any figure. */
  public DrawingReport() {}

  /**
   * Takes a figure in.
   *
   * @param figure of any round
   */
  public void add(DrawingFigure figure) {
    report.add(figure.round(), figure.drawing(), figure.metric(), figure.value());
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
    return report.write(folder, name, conditions, goals());
  }

  String markdown(List<String> conditions) {
    return report.markdown(conditions, goals());
  }

  private List<MeasuredGoal> goals() {
    return Stream.of(
            goals(Drawing.PANEL),
            goals(Drawing.PANEL_NEAR),
            goals(Drawing.HEAT_MAP),
            List.of(
                goal(Drawing.PANEL, DrawingMetric.RESIDENT_10_HOURS, RESIDENT_MEGABYTES)
                    .inWholeNumbers()))
        .flatMap(List::stream)
        .toList();
  }

  private List<MeasuredGoal> goals(Drawing panel) {
    return List.of(
        MeasuredGoal.atMost(
            panel.label() + ": processor time, × LineChart's",
            report.ratio(panel, Drawing.LINE_CHART, DrawingMetric.CPU),
            OF_LINE_CHART),
        goal(panel, DrawingMetric.CPU, CPU_PERCENT),
        goal(panel, DrawingMetric.FRAME_P99, FRAME_MILLIS),
        goal(panel, DrawingMetric.FIRST_FRAME, FIRST_FRAME_MILLIS).inWholeNumbers(),
        goal(panel, DrawingMetric.MINIMISED_CPU, UNSEEN_PERCENT),
        goal(panel, DrawingMetric.HIDDEN_CPU, UNSEEN_PERCENT));
  }

  private MeasuredGoal goal(Drawing panel, DrawingMetric metric, double bound) {
    return MeasuredGoal.atMost(
        panel.label() + ": " + metric.label(), report.spread(panel, metric), bound);
  }
}
