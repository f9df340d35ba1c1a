package weir.bench.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.bench.report.Figures;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.Spread;

/** Writes what it costs to look into files. Confined to one thread. */
public final class CostReport {

  private static final double SAMPLER_PERCENT = 2;
  private static final double SAMPLER_BYTES = 65_536;
  private static final double OF_THE_UNSEEN = 0.98;

  /** Rounds that a verdict needs. */
  private static final int ROUNDS = 5;

  private record Key(Looking looking, CostMetric metric) {}

  private final Figures<Key> figures = new Figures<>();
  private int rounds;

  /** Starts without any figure. */
  public CostReport() {}

  /**
   * Takes a figure in.
   *
   * @param figure of any round
   */
  public void add(CostFigure figure) {
    rounds = Math.max(rounds, figure.round());
    figures.add(figure.round(), new Key(figure.looking(), figure.metric()), figure.value());
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
    StringBuilder text = new StringBuilder("# What it costs to look\n\n");
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
    goals().forEach(goal -> text.append(goal.row()).append('\n'));
    text.append("\n## Figures\n\n|");
    for (Looking looking : Looking.values()) {
      text.append(" | ").append(looking.label()).append(" looks");
    }
    text.append(" |\n|---|---|---|---|\n");
    for (CostMetric metric : CostMetric.values()) {
      text.append("| ").append(metric.label());
      for (Looking looking : Looking.values()) {
        text.append(" | ")
            .append(spread(looking, metric).map(seen -> seen.text(metric.digits())).orElse("–"));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private List<MeasuredGoal> goals() {
    return List.of(
        MeasuredGoal.atMost(
            "sampler, 64 workers busy, a client looks: % of a core",
            spread(Looking.CLIENT, CostMetric.SAMPLER_CPU), SAMPLER_PERCENT),
        MeasuredGoal.atMost(
            "sampler, 64 workers busy, a histogram log: % of a core",
            spread(Looking.LOG, CostMetric.SAMPLER_CPU), SAMPLER_PERCENT),
        MeasuredGoal.atMost(
                "sampler, a client looks: bytes allocated a sample",
                spread(Looking.CLIENT, CostMetric.SAMPLER_ALLOCATION),
                SAMPLER_BYTES)
            .inWholeNumbers(),
        MeasuredGoal.atLeast(
            "events/s while a client looks, × nobody",
            ratio(Looking.CLIENT, CostMetric.THROUGHPUT),
            OF_THE_UNSEEN),
        MeasuredGoal.atLeast(
            "events/s with a histogram log, × nobody",
            ratio(Looking.LOG, CostMetric.THROUGHPUT),
            OF_THE_UNSEEN));
  }

  private Optional<Spread> spread(Looking looking, CostMetric metric) {
    return figures.spread(new Key(looking, metric));
  }

  private Optional<Spread> ratio(Looking looking, CostMetric metric) {
    return figures.ratio(new Key(looking, metric), new Key(Looking.NOBODY, metric));
  }

  private String csv() {
    StringBuilder text = new StringBuilder("looking,metric,median,min,max,rounds\n");
    for (Key key : figures.keys()) {
      Spread spread = spread(key.looking, key.metric).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,\"%s\",%.4f,%.4f,%.4f,%d%n",
              key.looking.label(),
              key.metric.label(),
              spread.median(),
              spread.min(),
              spread.max(),
              spread.forks()));
    }
    return text.toString();
  }
}
