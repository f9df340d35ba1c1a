package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.TimeWindow;

/**
 * One drawing of a chart: its rectangle, its time window and its vertical axis.
 *
 * @param graphics where to draw
 * @param left left edge of the rectangle, in pixels
 * @param top top edge
 * @param width width of the rectangle
 * @param height height of the rectangle
 * @param window what the rectangle shows
 * @param axis the vertical axis
 */
record Plot(
    GraphicsContext graphics,
    double left,
    double top,
    double width,
    double height,
    TimeWindow window,
    ValueAxis axis) {

  double x(long uptimeNanos) {
    return left + width * (uptimeNanos - window.fromNanos()) / (double) window.spanNanos();
  }

  long nanos(double x) {
    return window.fromNanos() + Math.round((x - left) / width * window.spanNanos());
  }

  PlotArea area() {
    return new PlotArea(left, top, width, height, axis);
  }

  double y(double value) {
    return area().y(value);
  }

  double bottom() {
    return top + height;
  }

  double right() {
    return left + width;
  }
}
