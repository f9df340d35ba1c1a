package weir.desktop.view;

import java.util.List;
import java.util.function.Function;
import weir.desktop.model.BandPoint;
import weir.desktop.model.TimeWindow;

/**
 * A band with a dashed line in it, from a list of points in the order of time. A point without a
 * line interrupts both.
 */
final class BandLayer implements Layer {

  private static final double OPACITY = 0.14;
  private static final double LINE_WIDTH = 1.5;
  private static final double DASH = 5;
  private static final double GAP = 4;

  private final Function<TimeWindow, List<BandPoint>> points;
  private final Ink ink;
  private List<BandPoint> read = List.of();

  /**
   * Creates the band.
   *
   * @param points what to draw in a window, empty for nothing
   * @param ink its colour
   */
  BandLayer(Function<TimeWindow, List<BandPoint>> points, Ink ink) {
    this.points = points;
    this.ink = ink;
  }

  @Override
  public void measure(Frame frame, Range range) {
    read = points.apply(frame.read());
    for (BandPoint point : read) {
      if (frame.window().contains(point.uptimeNanos())) {
        range.include(point.middle());
        range.include(point.high());
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    AreaMark band = sketch.area(ink.color(), OPACITY);
    LineMark middle = sketch.dashes(ink.color(), LINE_WIDTH, DASH, GAP);
    for (BandPoint point : read) {
      double x = plot.x(point.uptimeNanos());
      if (Double.isNaN(point.middle())) {
        band.gap();
        middle.gap();
      } else {
        middle.to(x, plot.y(point.middle()));
        if (!Double.isNaN(point.low()) && !Double.isNaN(point.high())) {
          band.to(x, plot.y(point.high()), plot.y(point.low()));
        }
      }
    }
  }
}
