package weir.desktop.view;

import javafx.scene.paint.Color;

/**
 * A line with a dot at each of its points, drawn from left to right. Points too far apart are not
 * joined. For one painting.
 */
final class DottedLine {

  private final Plot plot;
  private final LineMark line;
  private final DotMark dots;
  private final DotMark circles;
  private final long longestStepNanos;
  private long lastNanos;

  /**
   * Starts a line.
   *
   * @param plot where
   * @param sketch the same
   * @param color its colour
   * @param width of the line, in pixels
   * @param dot diameter of a dot, in pixels
   * @param longestStepNanos points further apart have a silence between them
   */
  DottedLine(
      Plot plot, Sketch sketch, Color color, double width, double dot, long longestStepNanos) {
    this.plot = plot;
    this.longestStepNanos = longestStepNanos;
    this.line = sketch.line(color, width);
    this.dots = sketch.dots(color, dot);
    this.circles = sketch.circles(color, dot, width);
  }

  /** Goes on to a point. */
  void to(long nanos, double value) {
    double x = plot.x(nanos);
    double y = plot.y(value);
    if (nanos - lastNanos > longestStepNanos) {
      line.gap();
    }
    line.to(x, y);
    dots.at(x, y);
    lastNanos = nanos;
  }

  /** Leaves a hollow dot, which no line leads to or comes from. */
  void hollow(long nanos, double value) {
    circles.at(plot.x(nanos), plot.y(value));
    gap();
  }

  /** Does not join the next point to the one before. */
  void gap() {
    line.gap();
  }
}
