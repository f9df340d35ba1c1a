package weir.bench.panel;

import weir.bench.report.RoundReport;

/**
 * One figure of one round.
 *
 * @param round from 1
 * @param drawing what was drawn
 * @param metric what was measured
 * @param value in the metric's unit
 */
public record DrawingFigure(int round, Drawing drawing, DrawingMetric metric, double value) {

  /**
   * The figure in words.
   *
   * @return a line
   */
  public String text() {
    return RoundReport.line(round, drawing, metric, value);
  }
}
