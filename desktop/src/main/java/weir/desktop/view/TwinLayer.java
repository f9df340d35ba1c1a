package weir.desktop.view;

import java.util.function.DoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import weir.desktop.model.Gauge;
import weir.desktop.model.GaugeLine;
import weir.desktop.model.StickyTop;

/**
 * A thin line of another unit than the chart's, over an axis of its own whose top is named at the
 * right. Nothing is drawn where its gauge is not known.
 */
final class TwinLayer implements Layer {

  private static final double LINE_WIDTH = 1.5;

  /** Of an axis that follows: in seconds, 10 ms. */
  private static final double LEAST_TOP = 0.01;

  private final GaugeLine line;
  private final Ink ink;
  private final DoubleFunction<String> name;
  private final double fixedTop;
  private final StickyTop top = new StickyTop(LEAST_TOP);
  private final TextWidth width = new TextWidth();
  private double largest;

  /**
   * Creates the line.
   *
   * @param gauge what it shows, the mean of each slot
   * @param ink its colour
   * @param fixedTop the top of its axis; NaN for one that follows what is visible
   * @param name how a value of the axis reads
   */
  TwinLayer(Gauge gauge, Ink ink, double fixedTop, DoubleFunction<String> name) {
    this.line = new GaugeLine(gauge, GaugeLine.Shape.MEAN);
    this.ink = ink;
    this.fixedTop = fixedTop;
    this.name = name;
  }

  @Override
  public void measure(Frame frame, Range range) {
    line.load(frame.history(), frame.window(), frame.pixelNanos());
    largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < line.size(); i++) {
      if (!Double.isNaN(line.value(i))) {
        largest = Math.max(largest, line.value(i));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    if (largest == Double.NEGATIVE_INFINITY) {
      return;
    }
    double full =
        Double.isNaN(fixedTop) ? top.fit(largest, frame.history().nowNanos(), false) : fixedTop;
    GraphicsContext graphics = plot.graphics();
    graphics.setStroke(ink.color());
    graphics.setLineWidth(LINE_WIDTH);
    graphics.beginPath();
    boolean joins = false;
    for (int i = 0; i < line.size(); i++) {
      double y = plot.bottom() - plot.height() * line.value(i) / full;
      if (!Double.isNaN(y) && joins) {
        graphics.lineTo(plot.x(line.time(i)), y);
      } else if (!Double.isNaN(y)) {
        graphics.moveTo(plot.x(line.time(i)), y);
      }
      joins = !Double.isNaN(y);
    }
    graphics.stroke();
    nameTop(plot, name.apply(full));
  }

  private void nameTop(Plot plot, String text) {
    GraphicsContext graphics = plot.graphics();
    double right = plot.right() - 2;
    // Lines behind it would make it hard to read.
    double wide = width.of(text);
    graphics.clearRect(right - wide - 2, plot.top(), wide + 4, TimeChart.SMALL.getSize() + 4);
    graphics.setFill(ink.color());
    graphics.setTextAlign(TextAlignment.RIGHT);
    graphics.setTextBaseline(VPos.TOP);
    graphics.fillText(text, right, plot.top() + 1);
  }
}
