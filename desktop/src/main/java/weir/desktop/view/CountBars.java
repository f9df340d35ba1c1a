package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.LatencyBins;
import weir.desktop.model.ServiceTimeCounts;
import weir.desktop.model.ServiceTimeCurve;

/**
 * Draws counts by latency as bars, and over them how many each should count.
 *
 * @param bars colour of the bars
 * @param line colour of the line over them
 */
record CountBars(Ink bars, Ink line) {

  private static final double BAR_OPACITY = 0.35;
  private static final double LINE_WIDTH = 2;

  void paint(PlainChart.Area area, ServiceTimeCounts counts) {
    PlotArea plot = area.plot();
    GraphicsContext graphics = area.graphics();
    graphics.setFill(bars.color().deriveColor(0, 1, 1, BAR_OPACITY));
    graphics.setStroke(bars.color());
    graphics.setLineWidth(1);
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      if (counts.measured(bin) > 0) {
        double x = area.x(LatencyBins.fromMicros(bin));
        double width = area.x(LatencyBins.fromMicros(bin + 1)) - x;
        double y = plot.y((double) counts.measured(bin));
        graphics.fillRect(x + 0.5, y, width - 1, plot.bottom() - y);
        graphics.strokeRect(x + 0.5, y, width - 1, plot.bottom() - y);
      }
    }
    if (counts.curve() instanceof ServiceTimeCurve.Known) {
      paintLine(area, counts);
    }
  }

  /** In steps, as the bars are. */
  private void paintLine(PlainChart.Area area, ServiceTimeCounts counts) {
    GraphicsContext graphics = area.graphics();
    graphics.setStroke(line.color());
    graphics.setLineWidth(LINE_WIDTH);
    graphics.beginPath();
    graphics.moveTo(area.plot().left(), area.plot().bottom());
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      double y = area.plot().y(counts.expected(bin));
      graphics.lineTo(area.x(LatencyBins.fromMicros(bin)), y);
      graphics.lineTo(area.x(LatencyBins.fromMicros(bin + 1)), y);
    }
    graphics.stroke();
  }
}
