package weir.bench.watch;

import java.util.Optional;

/**
 * One figure of one round.
 *
 * @param round from 1
 * @param watching what stood before the executor
 * @param metric what was measured
 * @param value in the metric's unit
 */
public record WatchFigure(int round, Watching watching, WatchMetric metric, double value) {

  private static final String MARK = "figure";

  String toLine() {
    return String.join(
        " ", MARK, Integer.toString(round), watching.name(), metric.name(), Double.toString(value));
  }

  /**
   * Reads what {@link WatchMain} prints.
   *
   * @param line any line
   * @return the figure; empty if the line is none
   */
  public static Optional<WatchFigure> ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return parts.length == 5 && parts[0].equals(MARK)
        ? Optional.of(
            new WatchFigure(
                Integer.parseInt(parts[1]),
                Watching.valueOf(parts[2]),
                WatchMetric.valueOf(parts[3]),
                Double.parseDouble(parts[4])))
        : Optional.empty();
  }
}
