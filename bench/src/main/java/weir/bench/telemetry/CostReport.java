package weir.bench.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.RoundReport;

/** Writes what it costs to look into files. Confined to one thread. */
public final class CostReport {

  private static final double SAMPLER_PERCENT = 2;
  private static final double SAMPLER_BYTES = 65_536;
  private static final double OF_THE_UNSEEN = 0.98;

  private final RoundReport<Looking, CostMetric> report =
      new RoundReport<>(
          "What it costs to look",
          "looking",
          List.of(Looking.values()),
          List.of(CostMetric.values()));

  /** Starts without any figure. */
  public CostReport() {}

  /**
   * Takes a figure in.
   *
   * @param figure of any round
   */
  public void add(CostFigure figure) {
    report.add(figure.round(), figure.looking(), figure.metric(), figure.value());
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
    return List.of(
        MeasuredGoal.atMost(
            "sampler, 64 workers busy, a client looks: % of a core",
            report.spread(Looking.CLIENT, CostMetric.SAMPLER_CPU), SAMPLER_PERCENT),
        MeasuredGoal.atMost(
            "sampler, 64 workers busy, a histogram log: % of a core",
            report.spread(Looking.LOG, CostMetric.SAMPLER_CPU), SAMPLER_PERCENT),
        MeasuredGoal.atMost(
                "sampler, a client looks: bytes allocated a sample",
                report.spread(Looking.CLIENT, CostMetric.SAMPLER_ALLOCATION),
                SAMPLER_BYTES)
            .inWholeNumbers(),
        MeasuredGoal.atLeast(
            "events/s while a client looks, × nobody",
            report.ratio(Looking.CLIENT, Looking.NOBODY, CostMetric.THROUGHPUT),
            OF_THE_UNSEEN),
        MeasuredGoal.atLeast(
            "events/s with a histogram log, × nobody",
            report.ratio(Looking.LOG, Looking.NOBODY, CostMetric.THROUGHPUT),
            OF_THE_UNSEEN));
  }
}
