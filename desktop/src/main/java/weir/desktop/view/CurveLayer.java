package weir.desktop.view;

import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import weir.desktop.model.Curve;
import weir.desktop.model.History;
import weir.desktop.model.TimeSpan;
import weir.desktop.model.Track;

/**
 * A curve as a line over a filled area.
 *
 * @param curve which curve of a track
 * @param ink its colour
 */
record CurveLayer(Function<Track, Curve> curve, Ink ink) implements Layer {

  private static final double LINE_WIDTH = 2;
  private static final double AREA_OPACITY = 0.16;

  @Override
  public void measure(History history, TimeSpan span, TimeWindow window, Range range) {
    Curve points = curve.apply(history.track(span));
    for (int i = 0; i < points.size(); i++) {
      if (window.contains(points.time(i))) {
        range.include(points.value(i));
      }
    }
  }

  @Override
  public void paint(History history, TimeSpan span, Plot plot) {
    Curve points = curve.apply(history.track(span));
    int start = 0;
    for (int i = 0; i <= points.size(); i++) {
      if (i == points.size() || Double.isNaN(points.value(i))) {
        paintRun(points, start, i, plot);
        start = i + 1;
      }
    }
  }

  private void paintRun(Curve points, int start, int end, Plot plot) {
    if (end <= start) {
      return;
    }
    double[] xs = new double[end - start + 2];
    double[] ys = new double[end - start + 2];
    for (int i = start; i < end; i++) {
      xs[i - start] = plot.x(points.time(i));
      ys[i - start] = plot.y(points.value(i));
    }
    int count = end - start;
    xs[count] = xs[count - 1];
    ys[count] = plot.bottom();
    xs[count + 1] = xs[0];
    ys[count + 1] = plot.bottom();
    GraphicsContext graphics = plot.graphics();
    Color color = ink.color();
    graphics.setFill(color.deriveColor(0, 1, 1, AREA_OPACITY));
    graphics.fillPolygon(xs, ys, count + 2);
    graphics.setStroke(color);
    graphics.setLineWidth(LINE_WIDTH);
    graphics.strokePolyline(xs, ys, count);
  }
}
