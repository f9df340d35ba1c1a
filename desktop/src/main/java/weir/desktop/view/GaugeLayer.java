package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import weir.desktop.model.Gauge;
import weir.desktop.model.GaugeLine;

/** A gauge as a line, over a filled area or without one. */
final class GaugeLayer implements Layer {

  private static final double LINE_WIDTH = 2;
  private static final double AREA_OPACITY = 0.16;

  private final GaugeLine line;
  private final Ink ink;
  private final boolean area;

  /** Used again for every drawing. */
  private double[] xs = new double[0];

  private double[] ys = new double[0];

  private GaugeLayer(GaugeLine line, Ink ink, boolean area) {
    this.line = line;
    this.ink = ink;
    this.area = area;
  }

  /** A line of every extreme over an area. */
  static GaugeLayer area(Gauge gauge, Ink ink) {
    return new GaugeLayer(new GaugeLine(gauge, GaugeLine.Shape.EXTREMES), ink, true);
  }

  /** A line of the means over an area. */
  static GaugeLayer meanArea(Gauge gauge, Ink ink) {
    return new GaugeLayer(new GaugeLine(gauge, GaugeLine.Shape.MEAN), ink, true);
  }

  /** A line of the means. */
  static GaugeLayer line(Gauge gauge, Ink ink) {
    return new GaugeLayer(new GaugeLine(gauge, GaugeLine.Shape.MEAN), ink, false);
  }

  /** The same of what is mostly nothing: then it is not drawn. */
  static Layer lineAboveZero(Gauge gauge, Ink ink) {
    return new RareLayer(line(gauge, ink));
  }

  @Override
  public void measure(Frame frame, Range range) {
    line.load(frame.history(), frame.window(), frame.pixelNanos());
    for (int i = 0; i < line.size(); i++) {
      if (frame.window().contains(line.time(i))) {
        range.include(line.value(i));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    if (xs.length < line.size() + 2) {
      xs = new double[2 * line.size() + 2];
      ys = new double[xs.length];
    }
    int count = 0;
    for (int i = 0; i < line.size(); i++) {
      if (Double.isNaN(line.value(i))) {
        paintRun(count, plot);
        count = 0;
      } else {
        xs[count] = plot.x(line.time(i));
        ys[count] = plot.y(line.value(i));
        count++;
      }
    }
    paintRun(count, plot);
  }

  private void paintRun(int count, Plot plot) {
    if (count == 0) {
      return;
    }
    GraphicsContext graphics = plot.graphics();
    Color color = ink.color();
    if (area) {
      xs[count] = xs[count - 1];
      ys[count] = plot.bottom();
      xs[count + 1] = xs[0];
      ys[count + 1] = plot.bottom();
      graphics.setFill(color.deriveColor(0, 1, 1, AREA_OPACITY));
      graphics.fillPolygon(xs, ys, count + 2);
    }
    graphics.setStroke(color);
    graphics.setLineWidth(LINE_WIDTH);
    graphics.strokePolyline(xs, ys, count);
  }
}
