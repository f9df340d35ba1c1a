package weir.bench.telemetry;

import java.util.Optional;
import weir.bench.report.RoundReport;

/**
 * One figure of one round.
 *
 * @param round from 1
 * @param looking who looked
 * @param metric what was measured
 * @param value in the metric's unit
 */
public record CostFigure(int round, Looking looking, CostMetric metric, double value) {

  private static final String MARK = "figure";

  /**
   * The figure in words.
   *
   * @return a line
   */
  public String text() {
    return RoundReport.line(round, looking, metric, value);
  }

  /** What {@link #ofLine} reads. */
  String toLine() {
    return String.join(
        " ", MARK, Integer.toString(round), looking.name(), metric.name(), Double.toString(value));
  }

  /**
   * Reads what {@link CostMain} prints.
   *
   * @param line any line
   * @return the figure; empty if the line is none
   */
  public static Optional<CostFigure> ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return parts.length == 5 && parts[0].equals(MARK)
        ? Optional.of(
            new CostFigure(
                Integer.parseInt(parts[1]),
                Looking.valueOf(parts[2]),
                CostMetric.valueOf(parts[3]),
                Double.parseDouble(parts[4])))
        : Optional.empty();
  }
}
