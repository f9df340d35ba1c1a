package weir.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what was measured of several things, round by round, into files: goals, and a table with a
 * column for each of them. Confined to one thread.
 *
 * @param <C> what is compared
 * @param <M> what is measured of it
 */
public final class RoundReport<C extends Column, M extends Measure> {

  /** Rounds that a verdict needs. */
  private static final int ROUNDS = 5;

  private record Key<C, M>(C column, M measure) {}

  private final Figures<Key<C, M>> figures = new Figures<>();
  private final String title;
  private final String columnsAre;
  private final List<C> columns;
  private final List<M> measures;
  private int rounds;

  /**
   * Starts without any figure.
   *
   * @param title of the report
   * @param columnsAre what is compared, in a word
   * @param columns in their order
   * @param measures in their order
   */
  public RoundReport(String title, String columnsAre, List<C> columns, List<M> measures) {
    this.title = title;
    this.columnsAre = columnsAre;
    this.columns = List.copyOf(columns);
    this.measures = List.copyOf(measures);
  }

  /**
   * Takes a figure in.
   *
   * @param round from 1
   * @param column what of
   * @param measure what was measured
   * @param value in the measure's unit
   */
  public void add(int round, C column, M measure, double value) {
    rounds = Math.max(rounds, round);
    figures.add(round, new Key<>(column, measure), value);
  }

  /**
   * A figure in words, for whoever watches the measuring.
   *
   * @param round from 1
   * @param column what of
   * @param measure what was measured
   * @param value in the measure's unit
   * @return a line such as {@code round 1, panel, 30 s: first frame, ms: 640}
   */
  public static String line(int round, Column column, Measure measure, double value) {
    return String.format(
        Locale.ROOT,
        "round %d, %s: %s: %,." + measure.digits() + "f",
        round,
        column.label(),
        measure.label(),
        value);
  }

  /**
   * Figures of all rounds.
   *
   * @param column what of
   * @param measure what was measured
   * @return median and range; empty if nothing was measured
   */
  public Optional<Spread> spread(C column, M measure) {
    return figures.spread(new Key<>(column, measure));
  }

  /**
   * Quotients of the figures of the same round.
   *
   * @param dividend what of
   * @param divisor what of
   * @param measure what was measured of both
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(C dividend, C divisor, M measure) {
    return figures.ratio(new Key<>(dividend, measure), new Key<>(divisor, measure));
  }

  /**
   * Writes a Markdown and a CSV file.
   *
   * @param folder made if it is missing
   * @param name of the files, without ending
   * @param conditions under which was measured, a line each
   * @param goals that the figures are held against
   * @return the Markdown file
   * @throws IOException if a file can't be written
   */
  public Path write(Path folder, String name, List<String> conditions, List<MeasuredGoal> goals)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".csv"), csv());
    return Files.writeString(folder.resolve(name + ".md"), markdown(conditions, goals));
  }

  /**
   * The text of the Markdown file.
   *
   * @param conditions under which was measured, a line each
   * @param goals that the figures are held against
   * @return lines
   */
  public String markdown(List<String> conditions, List<MeasuredGoal> goals) {
    StringBuilder text = new StringBuilder(ReportHead.of(title, conditions, "rounds", "round"));
    text.append(ReportHead.verdictOn(rounds, ROUNDS));
    text.append("## Goals\n\n| | Goal | Measured | Met |\n|---|---|---|---|\n");
    goals.forEach(goal -> text.append(goal.row()).append('\n'));
    text.append("\n## Figures\n\n| ").append(columnsAre);
    columns.forEach(column -> text.append(" | ").append(column.label()));
    text.append(" |\n|---|").append("---|".repeat(columns.size())).append('\n');
    measures.forEach(measure -> text.append(row(measure)));
    return text.toString();
  }

  private String row(M measure) {
    StringBuilder row = new StringBuilder("| ").append(measure.label());
    for (C column : columns) {
      row.append(" | ")
          .append(spread(column, measure).map(seen -> seen.text(measure.digits())).orElse("–"));
    }
    return row.append(" |\n").toString();
  }

  private String csv() {
    Csv csv = new Csv(List.of(columnsAre, "metric"), "rounds");
    for (Key<C, M> key : figures.keys()) {
      csv.add(
          List.of(key.column().label(), key.measure().label()), figures.spread(key).orElseThrow());
    }
    return csv.text();
  }
}
