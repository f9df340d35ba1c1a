package weir.desktop.view;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** What is between two lines over the same points. */
final class AreaMark extends Mark {

  /** Of the polygon that is drawn: the upper line from the left, the lower one from the right. */
  private double[] polygonXs = new double[512];

  private double[] polygonYs = new double[512];
  private double[] lower = new double[256];
  private int points;
  private boolean down;

  AreaMark start(Color color) {
    begin(color);
    down = false;
    return this;
  }

  /** Goes on to a point. */
  void to(double x, double high, double low) {
    add(x, high, low, down);
    down = true;
  }

  /** Does not go on to the next point from the one before. */
  void gap() {
    down = false;
  }

  @Override
  long style() {
    return color().hashCode();
  }

  @Override
  void paint(GraphicsContext graphics, double from, double to, double origin) {
    graphics.setFill(color());
    points = 0;
    visit(
        from,
        to,
        (x, high, low, joins) -> {
          if (!joins) {
            fill(graphics);
          }
          if (points == lower.length) {
            polygonXs = Arrays.copyOf(polygonXs, 4 * points);
            polygonYs = Arrays.copyOf(polygonYs, 4 * points);
            lower = Arrays.copyOf(lower, 2 * points);
          }
          polygonXs[points] = x - origin;
          polygonYs[points] = high;
          lower[points] = low;
          points++;
        });
    fill(graphics);
  }

  private void fill(GraphicsContext graphics) {
    if (points > 1) {
      for (int i = 0; i < points; i++) {
        polygonXs[2 * points - 1 - i] = polygonXs[i];
        polygonYs[2 * points - 1 - i] = lower[i];
      }
      graphics.fillPolygon(polygonXs, polygonYs, 2 * points);
    }
    points = 0;
  }
}
