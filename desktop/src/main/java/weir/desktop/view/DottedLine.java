package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;

/**
 * A line with a dot at each of its points, drawn from left to right. Points too far apart are not
 * joined. For one painting.
 */
final class DottedLine {

  private final Plot plot;
  private final double dot;
  private final long longestStepNanos;
  private boolean joins;
  private long lastNanos;

  /**
   * Starts a line.
   *
   * @param plot where
   * @param ink its colour
   * @param width of the line, in pixels
   * @param dot diameter of a dot, in pixels
   * @param longestStepNanos points further apart have a silence between them
   */
  DottedLine(Plot plot, Ink ink, double width, double dot, long longestStepNanos) {
    this.plot = plot;
    this.dot = dot;
    this.longestStepNanos = longestStepNanos;
    GraphicsContext graphics = plot.graphics();
    graphics.setStroke(ink.color());
    graphics.setFill(ink.color());
    graphics.setLineWidth(width);
    graphics.beginPath();
  }

  /** Goes on to a point. */
  void to(long nanos, double value) {
    GraphicsContext graphics = plot.graphics();
    double x = plot.x(nanos);
    double y = plot.y(value);
    if (joins && nanos - lastNanos <= longestStepNanos) {
      graphics.lineTo(x, y);
    } else {
      graphics.moveTo(x, y);
    }
    graphics.fillOval(x - dot / 2, y - dot / 2, dot, dot);
    joins = true;
    lastNanos = nanos;
  }

  /** Leaves a hollow dot, which no line leads to or comes from. */
  void hollow(long nanos, double value) {
    plot.graphics().strokeOval(plot.x(nanos) - dot / 2, plot.y(value) - dot / 2, dot, dot);
    gap();
  }

  /** Does not join the next point to the one before. */
  void gap() {
    joins = false;
  }

  /** Draws the line. */
  void end() {
    plot.graphics().stroke();
  }
}
