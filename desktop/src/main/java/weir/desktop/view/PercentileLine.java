package weir.desktop.view;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import weir.desktop.model.PercentileCurve;

/**
 * Draws one percentile curve, with a symbol at each percentile that has a name.
 *
 * @param style its dashes and symbols
 * @param ink its colour
 */
record PercentileLine(CurveStyle style, Ink ink) {

  private static final double LABEL_WIDTH = 70;
  private static final double END = 5;

  void paint(PlainChart.Area area, PercentileCurve curve) {
    if (curve.points().isEmpty()) {
      return;
    }
    PlotArea plot = area.plot();
    GraphicsContext graphics = area.graphics();
    style.setLine(graphics, ink.color());
    graphics.beginPath();
    PercentileCurve.Point first = curve.points().getFirst();
    graphics.moveTo(area.x(first.nines()), plot.y(first.micros()));
    for (PercentileCurve.Point point : curve.points()) {
      graphics.lineTo(area.x(point.nines()), plot.y(point.micros()));
    }
    graphics.stroke();
    for (int i = 0; i < curve.named().size(); i++) {
      long micros = curve.named().get(i);
      if (micros >= 0) {
        double nines = PercentileCurve.nines(PercentileCurve.NAMED.get(i));
        style.drawSymbol(graphics, area.x(nines), plot.y((double) micros));
      }
    }
    graphics.setLineDashes();
    paintEnd(area, curve);
  }

  /** How many events the curve is of, at the last of them. */
  private static void paintEnd(PlainChart.Area area, PercentileCurve curve) {
    PlotArea plot = area.plot();
    PercentileCurve.Point last = curve.points().getLast();
    double x = area.x(last.nines());
    double y = plot.y(last.micros());
    GraphicsContext graphics = area.graphics();
    graphics.strokeLine(x, y - END, x, y + END);
    boolean roomAtRight = x < plot.right() - LABEL_WIDTH;
    graphics.setTextAlign(roomAtRight ? TextAlignment.LEFT : TextAlignment.RIGHT);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.fillText(
        "of " + Text.shortCount(curve.count()),
        roomAtRight ? x + END + 1 : x - END - 1,
        roomAtRight ? y : y + 2 * END);
  }
}
