package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.WorkerSteps;

/**
 * The requested workers as a dashed step line.
 *
 * @param ink its colour
 */
record StepLayer(Ink ink) implements Layer {

  private static final double LINE_WIDTH = 1.75;
  private static final double[] DASHES = {6, 4};

  @Override
  public void measure(Frame frame, Range range) {
    WorkerSteps.Step before = null;
    for (WorkerSteps.Step step : frame.history().workers().steps()) {
      if (frame.window().contains(step.uptimeNanos())) {
        range.include(step.workers());
      } else {
        before = step;
      }
    }
    if (before != null) {
      range.include(before.workers());
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    GraphicsContext graphics = plot.graphics();
    graphics.setStroke(ink.color());
    graphics.setLineWidth(LINE_WIDTH);
    graphics.setLineDashes(DASHES);
    graphics.beginPath();
    double level = Double.NaN;
    for (WorkerSteps.Step step : frame.history().workers().steps()) {
      double x = Math.max(plot.left() - LINE_WIDTH, plot.x(step.uptimeNanos()));
      double next = plot.y(step.workers());
      if (Double.isNaN(level)) {
        graphics.moveTo(x, next);
      } else {
        graphics.lineTo(x, level);
        graphics.lineTo(x, next);
      }
      level = next;
    }
    if (!Double.isNaN(level)) {
      graphics.lineTo(plot.x(frame.history().nowNanos()), level);
    }
    graphics.stroke();
    graphics.setLineDashes();
  }
}
