package weir.desktop.view;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import weir.desktop.model.History;
import weir.desktop.model.Marker;

/** The marks where something was changed: a line over the chart, and above it what it was. */
final class MarkerLayer {

  private static final double LABEL_GAP = 3;
  private static final double LINE_GAP = 3;

  private final Ink ink = new Ink("requested-ink");
  private final TextWidth width = new TextWidth();

  Ink ink() {
    return ink;
  }

  void paint(Plot plot, History history) {
    List<Marker> markers =
        history.markers().stream()
            .filter(marker -> plot.window().contains(marker.uptimeNanos()))
            .toList();
    if (markers.isEmpty()) {
      return;
    }
    GraphicsContext graphics = plot.graphics();
    graphics.setStroke(ink.color());
    graphics.setFill(ink.color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.BOTTOM);
    double drawn = Double.NEGATIVE_INFINITY;
    for (Marker marker : markers) {
      double x = Math.round(plot.x(marker.uptimeNanos())) + 0.5;
      if (x - drawn >= LINE_GAP) {
        graphics.strokeLine(x, plot.top(), x, plot.bottom());
        drawn = x;
      }
    }
    for (MarkerLabels.Label label : MarkerLabels.of(markers, plot, width::of)) {
      graphics.fillText(label.text(), label.middle(), plot.top() - LABEL_GAP);
    }
  }
}
