package weir.desktop.view;

import weir.desktop.model.WorkerSteps;

/**
 * The requested workers as a dashed step line.
 *
 * @param ink its colour
 */
record StepLayer(Ink ink) implements Layer {

  private static final double LINE_WIDTH = 1.75;
  private static final double DASH = 6;
  private static final double GAP = 4;

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
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    LineMark line = sketch.dashes(ink.color(), LINE_WIDTH, DASH, GAP);
    double level = Double.NaN;
    for (WorkerSteps.Step step : frame.history().workers().steps()) {
      double x = plot.x(step.uptimeNanos());
      double next = plot.y(step.workers());
      if (!Double.isNaN(level)) {
        line.to(x, level);
      }
      line.to(x, next);
      level = next;
    }
    if (!Double.isNaN(level)) {
      line.to(plot.x(frame.history().nowNanos()), level);
    }
  }
}
