package weir.bench.panel;

/**
 * One figure of one round.
 *
 * @param round from 1
 * @param drawing what was drawn
 * @param metric what was measured
 * @param value in the metric's unit
 */
public record DrawingFigure(int round, Drawing drawing, DrawingMetric metric, double value) {}
