package weir.desktop.view;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.History;
import weir.desktop.model.Marker;

/**
 * The marks where the worker count changed. Changes so close that their labels would overlap, as a
 * drag leaves them, share one label from the first count to the last.
 */
final class MarkerLayer {

  private static final double LABEL_WIDTH = 34;
  private static final double LABEL_GAP = 3;
  private static final double LINE_GAP = 3;

  private MarkerLayer() {}

  static void paint(Plot plot, History history, Ink ink) {
    GraphicsContext graphics = plot.graphics();
    graphics.setStroke(ink.color());
    graphics.setFill(ink.color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.BOTTOM);
    double drawn = Double.NEGATIVE_INFINITY;
    Marker first = null;
    Marker last = null;
    for (Marker marker : history.workers().markers()) {
      if (!plot.window().contains(marker.uptimeNanos())) {
        continue;
      }
      double x = Math.round(plot.x(marker.uptimeNanos())) + 0.5;
      if (x - drawn >= LINE_GAP) {
        graphics.strokeLine(x, plot.top(), x, plot.bottom());
        drawn = x;
      }
      if (first == null || x - plot.x(first.uptimeNanos()) >= LABEL_WIDTH) {
        label(plot, first, last);
        first = marker;
      }
      last = marker;
    }
    label(plot, first, last);
  }

  private static void label(Plot plot, @Nullable Marker first, @Nullable Marker last) {
    if (first == null || last == null) {
      return;
    }
    double x = (plot.x(first.uptimeNanos()) + plot.x(last.uptimeNanos())) / 2;
    plot.graphics().fillText(text(first, last), x, plot.top() - LABEL_GAP);
  }

  /** What happened from the first to the last of these. */
  static String text(Marker first, Marker last) {
    if (first instanceof Marker.Resize from && last instanceof Marker.Resize to) {
      // There and back again: the way there says more than nothing.
      String there = from.from() == to.to() ? "→" + from.to() : "";
      return from.from() + there + "→" + to.to();
    }
    return last instanceof Marker.Resize to ? to.from() + "→" + to.to() : "reset";
  }
}
