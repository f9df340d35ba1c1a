package weir.http.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import weir.core.settings.FileChoice;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.files.Column;
import weir.http.files.Table;

/**
 * Measured points from a table: workers and throughput, in this order where there are two columns,
 * and else by their headings or as a person says.
 *
 * @param points as they stand
 * @param text what was read, for people
 */
public record PointsFile(List<Point> points, String text) {

  private static final String WORKERS = "workers";
  private static final String THROUGHPUT = "throughput";

  /** Options that may follow the path. */
  public static final List<String> OPTIONS = List.of(WORKERS, THROUGHPUT);

  private static final Set<String> WORKERS_NAMES =
      Set.of(
          WORKERS,
          "worker",
          "threads",
          "thread",
          "concurrency",
          "clients",
          "users",
          "load",
          "processes",
          "processors",
          "cores",
          "cpus",
          "nodes");
  private static final Set<String> THROUGHPUT_NAMES =
      Set.of(THROUGHPUT, "tps", "qps", "rps", "ops", "xput");

  /**
   * Reads points.
   *
   * @param choice the file, and what to take from it
   * @return the points
   * @throws IllegalArgumentException if it can't be used; the message says why and names the line
   */
  public static PointsFile read(FileChoice choice) {
    try (Table table = Table.open(choice.file())) {
      if (table.columns().isEmpty()) {
        throw new IllegalArgumentException(
            table.path() + " holds no point: write workers and throughput, such as 4,73.2");
      }
      Column workers = column(table, choice, WORKERS, 0, WORKERS_NAMES);
      Column throughput = column(table, choice, THROUGHPUT, 1, THROUGHPUT_NAMES);
      if (workers.equals(throughput)) {
        throw undecided(table);
      }
      List<Point> points = new ArrayList<>();
      while (table.next()) {
        points.add(point(table, workers, throughput));
      }
      return new PointsFile(
          List.copyOf(points),
          "%s points of %s: workers from %s, throughput from %s"
              .formatted(points.size(), table.path(), workers.name(), throughput.name()));
    }
  }

  private static Point point(Table table, Column workers, Column throughput) {
    double of = table.cell(workers).number();
    double measured = table.cell(throughput).number();
    try {
      return new Point(of, measured);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          table.fault("is no point: " + e.getMessage()).getMessage(), e);
    }
  }

  private static Column column(
      Table table, FileChoice choice, String option, int place, Set<String> names) {
    List<Column> columns = table.columns();
    if (!choice.option(option).isEmpty()) {
      return table.column(option, choice.option(option));
    }
    if (columns.size() == 2 && !isTurned(columns) && choice.options().isEmpty()) {
      return columns.get(place);
    }
    List<Column> found = columns.stream().filter(column -> column.isCalled(names)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw undecided(table);
  }

  /** Single letters mean now this, now that: only whole names turn the order. */
  private static boolean isTurned(List<Column> columns) {
    return columns.getFirst().isCalled(THROUGHPUT_NAMES) || columns.get(1).isCalled(WORKERS_NAMES);
  }

  private static IllegalArgumentException undecided(Table table) {
    return new IllegalArgumentException(
        "%s has %s columns, and it must be said which are workers and throughput: add ,workers= and ,throughput= with two of %s"
            .formatted(table.path(), table.columns().size(), table.columnChoices()));
  }
}
