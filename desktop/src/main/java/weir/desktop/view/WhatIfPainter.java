package weir.desktop.view;

import java.util.OptionalDouble;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import weir.core.theory.WhatIfPoint;
import weir.desktop.model.WhatIfCurve;
import weir.desktop.model.WhatIfCurves;

/**
 * Draws a curve over numbers of workers, once.
 *
 * @param graphics where to draw
 * @param area the rectangle and the vertical axis
 * @param last number of workers at its right edge; 1 is at its left
 * @param curve which figure
 * @param scale how a value of it reads on the axis
 */
record WhatIfPainter(
    GraphicsContext graphics, PlotArea area, int last, WhatIfCurve curve, WhatIfAxis scale) {

  private static final double LABEL_WIDTH = 34;
  private static final double DOT = 5;
  private static final double MARK = 5;
  private static final double HATCH = 6;
  private static final double FAINT = 0.3;

  private double x(double workers) {
    return area.left() + area.width() * (workers - 1) / (last - 1);
  }

  /** What is off the axis is drawn at its end. */
  private double y(double value) {
    return Math.clamp(area.y(scale.onAxis(value)), area.top(), area.bottom());
  }

  /** The numbers of workers, as many as there is room for. */
  void workers(Ink grid, Ink text) {
    graphics.setFont(TimeChart.SMALL);
    graphics.setStroke(grid.color());
    graphics.setFill(text.color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.TOP);
    int step = 1;
    while (step * area.width() / (last - 1) < LABEL_WIDTH) {
      step *= 2;
    }
    for (int workers = step == 1 ? 1 : step; workers <= last; workers += step) {
      double x = Math.round(x(workers)) + 0.5;
      graphics.strokeLine(x, area.bottom(), x, area.bottom() + 4);
      graphics.fillText(String.valueOf(workers), x, area.bottom() + 6);
    }
  }

  /** Where there is no value the ground is hatched; a sentence beside the chart says why. */
  void gaps(WhatIfCurves curves, Ink ink) {
    graphics.save();
    graphics.setStroke(ink.color());
    graphics.setGlobalAlpha(FAINT);
    graphics.setLineWidth(1);
    for (WhatIfPoint point : curves.points()) {
      if (point.workers() <= last && curve.of(point).isEmpty()) {
        double left = Math.max(area.left(), x(point.workers() - 0.5));
        double right = Math.min(area.right(), x(point.workers() + 0.5));
        for (double x = left - left % HATCH + HATCH; x < right; x += HATCH) {
          graphics.strokeLine(x, area.bottom(), x, area.top());
        }
      }
    }
    graphics.restore();
  }

  void curve(WhatIfCurves curves, Ink ink) {
    graphics.setStroke(ink.color());
    graphics.setFill(ink.color());
    graphics.setLineWidth(2);
    boolean dots = area.width() / (last - 1) >= 2 * DOT;
    boolean joins = false;
    graphics.beginPath();
    for (WhatIfPoint point : curves.points()) {
      OptionalDouble value = curve.of(point);
      if (point.workers() > last || value.isEmpty()) {
        joins = false;
        continue;
      }
      double x = x(point.workers());
      double y = y(value.getAsDouble());
      if (joins) {
        graphics.lineTo(x, y);
      } else {
        graphics.moveTo(x, y);
      }
      if (dots) {
        graphics.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
      }
      joins = true;
    }
    graphics.stroke();
  }

  /** A triangle on the ground. */
  void knee(WhatIfCurves curves, Ink ink) {
    if (curves.knee().isEmpty() || curves.knee().getAsInt() > last) {
      return;
    }
    double x = x(curves.knee().getAsInt());
    double y = area.bottom();
    graphics.setFill(ink.color());
    graphics.fillPolygon(
        new double[] {x - MARK, x + MARK, x}, new double[] {y, y, y - 2 * MARK}, 3);
  }

  /** A dashed line, and a ring where it meets the curve. */
  void chosen(WhatIfCurves curves, int workers, Ink ink) {
    if (workers > last) {
      return;
    }
    double x = x(workers);
    graphics.setStroke(ink.color());
    graphics.setLineWidth(1.5);
    graphics.setLineDashes(4, 4);
    graphics.strokeLine(x, area.top(), x, area.bottom());
    graphics.setLineDashes();
    graphics.setLineWidth(2);
    curves
        .at(workers)
        .map(curve::of)
        .orElse(OptionalDouble.empty())
        .ifPresent(value -> graphics.strokeOval(x - MARK, y(value) - MARK, 2 * MARK, 2 * MARK));
  }

  /** A diamond. */
  void now(WhatIfCurves curves, Ink ink) {
    int workers = curves.workersNow();
    OptionalDouble measured = curve.of(curves.measured());
    if (workers < 1 || workers > last || measured.isEmpty()) {
      return;
    }
    double x = x(workers);
    double y = y(measured.getAsDouble());
    graphics.setFill(ink.color());
    graphics.fillPolygon(
        new double[] {x - MARK, x, x + MARK, x}, new double[] {y, y - MARK, y, y + MARK}, 4);
  }
}
