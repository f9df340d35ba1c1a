package weir.desktop.view;

import java.util.Objects;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** A line, which may be interrupted and may be dashed. */
final class LineMark extends Mark {

  private double width;
  private double on;
  private double off;
  private boolean down;

  LineMark start(Color color, double newWidth, double newOn, double newOff) {
    begin(color);
    width = newWidth;
    on = newOn;
    off = newOff;
    down = false;
    return this;
  }

  /** Goes to a point, with a line from the last one unless there is a gap. */
  void to(double x, double y) {
    add(x, y, y, down);
    down = true;
  }

  /** Does not join the next point to the one before. */
  void gap() {
    down = false;
  }

  @Override
  long style() {
    return Objects.hash(color(), width, on, off);
  }

  @Override
  void paint(GraphicsContext graphics, double from, double to, double origin) {
    graphics.setStroke(color());
    graphics.setLineWidth(width);
    graphics.beginPath();
    visit(from, to, off > 0 ? new Dashes(graphics, origin) : solid(graphics, origin));
    graphics.stroke();
  }

  private static Pen solid(GraphicsContext graphics, double origin) {
    return (x, y, low, joins) -> {
      if (joins) {
        graphics.lineTo(x - origin, y);
      } else {
        graphics.moveTo(x - origin, y);
      }
    };
  }

  /**
   * Cuts each piece of a line by where it is, along the axis that it follows: unlike dashes that
   * count from the line's start, they do not crawl along it when that is lost.
   */
  private final class Dashes implements Pen {

    private final GraphicsContext graphics;
    private final double origin;
    private double lastX;
    private double lastY;

    Dashes(GraphicsContext graphics, double origin) {
      this.graphics = graphics;
      this.origin = origin;
    }

    @Override
    public void point(double x, double y, double low, boolean joins) {
      if (joins) {
        boolean flat = Math.abs(x - lastX) >= Math.abs(y - lastY);
        double start = flat ? lastX : lastY;
        double end = flat ? x : y;
        double least = Math.min(start, end);
        double most = Math.max(start, end);
        double period = on + off;
        for (double dash = Math.floor(least / period) * period; dash < most; dash += period) {
          double first = Math.max(least, dash);
          double last = Math.min(most, dash + on);
          if (last > first) {
            piece((first - start) / (end - start), (last - start) / (end - start), x, y);
          }
        }
      }
      lastX = x;
      lastY = y;
    }

    private void piece(double first, double last, double x, double y) {
      graphics.moveTo(lastX + first * (x - lastX) - origin, lastY + first * (y - lastY));
      graphics.lineTo(lastX + last * (x - lastX) - origin, lastY + last * (y - lastY));
    }
  }
}
