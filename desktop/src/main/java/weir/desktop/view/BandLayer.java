package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.BandPoint;
import weir.desktop.model.TimeWindow;

/**
 * A band with a dashed line in it, from a list of points in the order of time. A point without a
 * line interrupts both.
 */
final class BandLayer implements Layer {

  private static final double OPACITY = 0.14;
  private static final double LINE_WIDTH = 1.5;
  private static final double[] DASHES = {5, 4};

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
    read = points.apply(frame.window());
    for (BandPoint point : read) {
      if (frame.window().contains(point.uptimeNanos())) {
        range.include(point.middle());
        range.include(point.high());
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    List<BandPoint> part = new ArrayList<>();
    for (BandPoint point : read) {
      if (Double.isNaN(point.middle())) {
        paintPart(plot, part);
        part.clear();
      } else {
        part.add(point);
      }
    }
    paintPart(plot, part);
  }

  private void paintPart(Plot plot, List<BandPoint> part) {
    GraphicsContext graphics = plot.graphics();
    List<BandPoint> band =
        part.stream().filter(it -> !Double.isNaN(it.low()) && !Double.isNaN(it.high())).toList();
    if (band.size() > 1) {
      graphics.setFill(ink.color().deriveColor(0, 1, 1, OPACITY));
      graphics.beginPath();
      band.forEach(it -> graphics.lineTo(plot.x(it.uptimeNanos()), plot.y(it.low())));
      band.reversed().forEach(it -> graphics.lineTo(plot.x(it.uptimeNanos()), plot.y(it.high())));
      graphics.fill();
    }
    graphics.setStroke(ink.color());
    graphics.setLineWidth(LINE_WIDTH);
    graphics.setLineDashes(DASHES);
    graphics.beginPath();
    part.forEach(it -> graphics.lineTo(plot.x(it.uptimeNanos()), plot.y(it.middle())));
    graphics.stroke();
    graphics.setLineDashes();
  }
}
