package weir.desktop.view;

import java.util.List;
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

  void paint(Plot plot, History history, Sketch sketch) {
    List<Marker> markers =
        history.markers().stream()
            .filter(marker -> plot.window().contains(marker.uptimeNanos()))
            .toList();
    LineMark lines = sketch.line(ink.color(), 1);
    double drawn = Double.NEGATIVE_INFINITY;
    for (Marker marker : markers) {
      double x = Math.round(plot.x(marker.uptimeNanos())) + 0.5;
      if (x - drawn >= LINE_GAP) {
        lines.to(x, plot.top());
        lines.to(x, plot.bottom());
        lines.gap();
        drawn = x;
      }
    }
    for (MarkerLabels.Label label : MarkerLabels.of(markers, plot, width::of)) {
      sketch.label(ink.color(), label.text(), label.left(), label.right(), plot.top() - LABEL_GAP);
    }
  }
}
