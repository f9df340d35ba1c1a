package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.SpoiledTimes;

/**
 * Bands where the machine itself stood still, so that the latencies say as much of it as of the
 * pipeline.
 *
 * @param ink their colour
 */
record SpoiledLayer(Ink ink) implements Layer {

  private static final double LEAST_WIDTH = 3;
  private static final double OPACITY = 0.25;

  @Override
  public void measure(Frame frame, Range range) {
    // A band is as high as the chart, whatever its values.
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    GraphicsContext graphics = plot.graphics();
    graphics.setFill(ink.color().deriveColor(0, 1, 1, OPACITY));
    for (SpoiledTimes.Stretch stretch : frame.history().spoiled().all()) {
      double left = plot.x(stretch.fromNanos());
      double width = Math.max(LEAST_WIDTH, plot.x(stretch.toNanos()) - left);
      graphics.fillRect(left, plot.top(), width, plot.height());
    }
  }
}
