package weir.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.bench.report.Figures;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.Spread;

/** Writes what it costs an executor to be watched into files. Confined to one thread. */
public final class WatchReport {

  private static final double OF_THE_POOL_ALONE = 0.97;
  private static final double WITH_THE_AGENT = 0.95;
  private static final double LONGEST_PAUSE_MILLIS = 100;

  /** One object of Weir's with a reference to the task, on a 64-bit JVM with short references. */
  private static final double ONE_OBJECT = 40;

  /** Rounds that a verdict needs. */
  private static final int ROUNDS = 5;

  private record Key(Watching watching, WatchMetric metric) {}

  private final Figures<Key> figures = new Figures<>();
  private int rounds;

  /** Starts without any figure. */
  public WatchReport() {}

  /**
   * Takes a figure in.
   *
   * @param figure of any round
   */
  public void add(WatchFigure figure) {
    rounds = Math.max(rounds, figure.round());
    figures.add(figure.round(), new Key(figure.watching(), figure.metric()), figure.value());
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
    StringBuilder text = new StringBuilder("# What it costs an executor to be watched\n\n");
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
    for (Watching watching : Watching.values()) {
      text.append(" | ").append(watching.label());
    }
    text.append(" |\n|---").append("|---".repeat(Watching.values().length)).append("|\n");
    for (WatchMetric metric : WatchMetric.values()) {
      text.append("| ").append(metric.label());
      for (Watching watching : Watching.values()) {
        text.append(" | ")
            .append(spread(watching, metric).map(seen -> seen.text(metric.digits())).orElse("–"));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private List<MeasuredGoal> goals() {
    return List.of(
        throughput("execute, watched", Watching.WATCHED, WatchMetric.EXECUTED),
        throughput("execute, watched, a client looks", Watching.CLIENT, WatchMetric.EXECUTED),
        throughput("submit, watched", Watching.WATCHED, WatchMetric.SUBMITTED),
        throughput("submit, watched, a client looks", Watching.CLIENT, WatchMetric.SUBMITTED),
        throughput("execute, the agent", Watching.AGENT, WatchMetric.EXECUTED),
        throughput(
            "execute, the agent, a client looks", Watching.AGENT_CLIENT, WatchMetric.EXECUTED),
        throughput("submit, the agent", Watching.AGENT, WatchMetric.SUBMITTED),
        throughput(
            "submit, the agent, a client looks", Watching.AGENT_CLIENT, WatchMetric.SUBMITTED),
        bytes("execute", WatchMetric.EXECUTED_BYTES),
        bytes("submit", WatchMetric.SUBMITTED_BYTES),
        MeasuredGoal.atMost(
            WatchMetric.ATTACH_PAUSE.label(),
            spread(Watching.AGENT, WatchMetric.ATTACH_PAUSE),
            LONGEST_PAUSE_MILLIS));
  }

  private MeasuredGoal throughput(String what, Watching watching, WatchMetric metric) {
    return MeasuredGoal.atLeast(
        what + ": tasks/s, × the pool alone",
        figures.ratio(new Key(watching, metric), new Key(Watching.NOTHING, metric)),
        watching.isByAgent() ? WITH_THE_AGENT : OF_THE_POOL_ALONE);
  }

  /**
   * The median with Weir, less the median without; in whole bytes, as what is less than half a byte
   * a task is no part of a task.
   */
  private MeasuredGoal bytes(String what, WatchMetric metric) {
    Optional<Spread> more =
        spread(Watching.WATCHED, metric)
            .flatMap(
                with ->
                    spread(Watching.NOTHING, metric)
                        .map(
                            without ->
                                new Spread(
                                    Math.rint(with.median() - without.median()),
                                    with.min() - without.max(),
                                    with.max() - without.min(),
                                    with.forks())));
    return MeasuredGoal.atMost(what + ": bytes a task more than the pool alone", more, ONE_OBJECT)
        .inWholeNumbers();
  }

  private Optional<Spread> spread(Watching watching, WatchMetric metric) {
    return figures.spread(new Key(watching, metric));
  }

  private String csv() {
    StringBuilder text = new StringBuilder("watching,metric,median,min,max,rounds\n");
    for (Key key : figures.keys()) {
      Spread spread = figures.spread(key).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,\"%s\",%.4f,%.4f,%.4f,%d%n",
              key.watching.label(),
              key.metric.label(),
              spread.median(),
              spread.min(),
              spread.max(),
              spread.forks()));
    }
    return text.toString();
  }
}
