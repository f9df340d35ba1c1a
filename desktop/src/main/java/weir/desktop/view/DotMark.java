package weir.desktop.view;

import java.util.Objects;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Dots, filled or hollow. */
final class DotMark extends Mark {

  private double diameter;

  /** Of hollow ones; 0 for filled ones. */
  private double lineWidth;

  DotMark start(Color color, double newDiameter, double newLineWidth) {
    begin(color);
    diameter = newDiameter;
    lineWidth = newLineWidth;
    return this;
  }

  /** Adds a dot. */
  void at(double x, double y) {
    add(x, y, y, false);
  }

  @Override
  long style() {
    return Objects.hash(color(), diameter, lineWidth);
  }

  @Override
  void paint(GraphicsContext graphics, double from, double to, double origin) {
    graphics.setFill(color());
    graphics.setStroke(color());
    graphics.setLineWidth(lineWidth);
    visit(
        from,
        to,
        (x, y, low, joins) -> {
          double left = x - origin - diameter / 2;
          double top = y - diameter / 2;
          if (lineWidth > 0) {
            graphics.strokeOval(left, top, diameter, diameter);
          } else {
            graphics.fillOval(left, top, diameter, diameter);
          }
        });
  }
}
