package weir.desktop.view;

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
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    AreaMark area = sketch.area(ink.color(), OPACITY);
    double end = Double.NEGATIVE_INFINITY;
    for (SpoiledTimes.Stretch stretch : frame.history().spoiled().all()) {
      // One that would lie on the one before begins at its end.
      double left = Math.max(end, plot.x(stretch.fromNanos()));
      end =
          Math.max(
              left, Math.max(plot.x(stretch.fromNanos()) + LEAST_WIDTH, plot.x(stretch.toNanos())));
      area.to(left, plot.top(), plot.bottom());
      area.to(end, plot.top(), plot.bottom());
      area.gap();
    }
  }
}
