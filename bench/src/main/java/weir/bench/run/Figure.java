package weir.bench.run;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured figure, as a fork reports it.
 *
 * @param cell name of the cell
 * @param metric what was measured
 * @param value in the metric's unit
 */
public record Figure(String cell, Metric metric, double value) {

  private static final String MARK = "figure";

  String toLine() {
    return String.format(Locale.ROOT, "%s,%s,%s,%s", MARK, cell, metric, value);
  }

  /**
   * Reads a line of a fork's output.
   *
   * @param line what the fork printed
   * @return the figure; empty if the line holds none
   */
  public static Optional<Figure> ofLine(String line) {
    String[] parts = line.split(",", -1);
    if (parts.length != 4 || !parts[0].equals(MARK)) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(parts[1], Metric.valueOf(parts[2]), Double.parseDouble(parts[3])));
  }
}
