package weir.desktop.view;

import java.util.function.DoubleFunction;
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
    line.load(frame.history(), frame.read(), frame.pixelNanos());
    largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < line.size(); i++) {
      if (!Double.isNaN(line.value(i)) && frame.window().contains(line.time(i))) {
        largest = Math.max(largest, line.value(i));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    if (largest == Double.NEGATIVE_INFINITY) {
      return;
    }
    double full =
        Double.isNaN(fixedTop) ? top.fit(largest, frame.history().nowNanos(), false) : fixedTop;
    LineMark drawn = sketch.line(ink.color(), LINE_WIDTH);
    for (int i = 0; i < line.size(); i++) {
      double y = plot.bottom() - plot.height() * line.value(i) / full;
      if (Double.isNaN(y)) {
        drawn.gap();
      } else {
        drawn.to(plot.x(line.time(i)), y);
      }
    }
    sketch.name(ink.color(), name.apply(full));
  }
}
