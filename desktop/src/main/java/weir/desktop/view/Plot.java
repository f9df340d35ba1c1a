package weir.desktop.view;

import weir.desktop.model.TimeWindow;

/**
 * One drawing of a chart: its rectangle, its time window and its vertical axis. Places across are
 * those in the chart, or those of a {@link Sketch}, which count from the start of time.
 *
 * @param left left edge of the rectangle, in pixels
 * @param top top edge
 * @param width width of the rectangle
 * @param height height of the rectangle
 * @param pixelNanos time that one pixel shows
 * @param origin place in a sketch of what is at 0
 * @param window what the rectangle shows
 * @param axis the vertical axis
 */
record Plot(
    double left,
    double top,
    double width,
    double height,
    double pixelNanos,
    double origin,
    TimeWindow window,
    ValueAxis axis) {

  double x(long uptimeNanos) {
    return uptimeNanos / pixelNanos - origin;
  }

  long nanos(double x) {
    return Math.round((x + origin) * pixelNanos);
  }

  /** The same at another place. */
  Plot at(double newLeft) {
    return new Plot(newLeft, top, width, height, pixelNanos, origin + left - newLeft, window, axis);
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
