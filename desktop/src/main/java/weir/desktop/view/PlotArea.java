package weir.desktop.view;

/**
 * The rectangle of a chart and its vertical axis.
 *
 * @param left left edge of the rectangle, in pixels
 * @param top top edge
 * @param width width of the rectangle
 * @param height height of the rectangle
 * @param axis the vertical axis
 */
record PlotArea(double left, double top, double width, double height, ValueAxis axis) {

  double y(double value) {
    return top + height * (1 - axis.position(value));
  }

  double bottom() {
    return top + height;
  }

  double right() {
    return left + width;
  }
}
