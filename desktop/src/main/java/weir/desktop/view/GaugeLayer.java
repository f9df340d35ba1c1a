package weir.desktop.view;

import weir.desktop.model.Gauge;
import weir.desktop.model.GaugeLine;

/** A gauge as a line, over a filled area or without one. */
final class GaugeLayer implements Layer {

  private static final double LINE_WIDTH = 2;
  private static final double AREA_OPACITY = 0.16;

  private final GaugeLine line;
  private final Ink ink;
  private final boolean area;

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
    line.load(frame.history(), frame.read(), frame.pixelNanos());
    for (int i = 0; i < line.size(); i++) {
      if (frame.window().contains(line.time(i))) {
        range.include(line.value(i));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    AreaMark filled = area ? sketch.area(ink.color(), AREA_OPACITY) : null;
    LineMark drawn = sketch.line(ink.color(), LINE_WIDTH);
    for (int i = 0; i < line.size(); i++) {
      if (Double.isNaN(line.value(i))) {
        drawn.gap();
        if (filled != null) {
          filled.gap();
        }
      } else {
        double x = plot.x(line.time(i));
        double y = plot.y(line.value(i));
        drawn.to(x, y);
        if (filled != null) {
          filled.to(x, y, plot.bottom());
        }
      }
    }
  }
}
