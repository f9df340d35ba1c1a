package weir.desktop.view;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.BandPoint;

/**
 * A band with a dashed line in it, from a list of points in the order of time.
 *
 * @param points what to draw now, empty for nothing
 * @param ink its colour
 */
record BandLayer(Supplier<List<BandPoint>> points, Ink ink) implements Layer {

  private static final double OPACITY = 0.14;
  private static final double LINE_WIDTH = 1.5;
  private static final double[] DASHES = {5, 4};

  @Override
  public void measure(Frame frame, Range range) {
    for (BandPoint point : points.get()) {
      if (frame.window().contains(point.uptimeNanos())) {
        range.include(point.middle());
        range.include(point.high());
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    List<BandPoint> drawn = points.get();
    List<BandPoint> band =
        drawn.stream().filter(it -> !Double.isNaN(it.low()) && !Double.isNaN(it.high())).toList();
    GraphicsContext graphics = plot.graphics();
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
    for (BandPoint point : drawn) {
      if (!Double.isNaN(point.middle())) {
        graphics.lineTo(plot.x(point.uptimeNanos()), plot.y(point.middle()));
      }
    }
    graphics.stroke();
    graphics.setLineDashes();
  }
}
