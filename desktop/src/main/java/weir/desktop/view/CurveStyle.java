package weir.desktop.view;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import weir.desktop.model.CurveSpan;

/** How a curve is told from others: by its dashes and its symbols, and by its colour as well. */
enum CurveStyle {
  CIRCLE("lately-ink"),
  SQUARE("window-ink"),
  UP("span-a-ink"),
  DOWN("span-b-ink"),
  CROSS("since-reset-ink");

  private static final double LINE_WIDTH = 2;
  private static final double SIZE = 4;

  private final String inkClass;

  CurveStyle(String inkClass) {
    this.inkClass = inkClass;
  }

  private double[] dashes() {
    return switch (this) {
      case CIRCLE -> new double[0];
      case SQUARE -> new double[] {8, 4};
      case UP -> new double[] {2, 4};
      case DOWN -> new double[] {10, 4, 2, 4};
      case CROSS -> new double[] {4, 6};
    };
  }

  static CurveStyle of(CurveSpan span) {
    return switch (span) {
      case LATELY -> CIRCLE;
      case WINDOW -> SQUARE;
      case FIRST -> UP;
      case SECOND -> DOWN;
      case SINCE_RESET -> CROSS;
    };
  }

  Ink newInk() {
    return new Ink(inkClass);
  }

  void setLine(GraphicsContext graphics, Color color) {
    graphics.setStroke(color);
    graphics.setFill(color);
    graphics.setLineWidth(LINE_WIDTH);
    graphics.setLineDashes(dashes());
  }

  void drawSymbol(GraphicsContext graphics, double x, double y) {
    double[] xs = {x - SIZE, x, x + SIZE};
    switch (this) {
      case CIRCLE -> graphics.fillOval(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE);
      case SQUARE -> graphics.fillRect(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE);
      case UP -> graphics.fillPolygon(xs, new double[] {y + SIZE, y - SIZE, y + SIZE}, 3);
      case DOWN -> graphics.fillPolygon(xs, new double[] {y - SIZE, y + SIZE, y - SIZE}, 3);
      case CROSS -> {
        graphics.setLineDashes();
        graphics.strokeLine(x - SIZE, y - SIZE, x + SIZE, y + SIZE);
        graphics.strokeLine(x - SIZE, y + SIZE, x + SIZE, y - SIZE);
      }
    }
  }

  /** A piece of the line with a symbol on it, for a legend. */
  Canvas sample(Ink ink) {
    Canvas sample = new Canvas(34, 12);
    ink.backgroundProperty()
        .subscribe(
            () -> {
              GraphicsContext graphics = sample.getGraphicsContext2D();
              graphics.clearRect(0, 0, 34, 12);
              setLine(graphics, ink.color());
              graphics.strokeLine(1, 6, 33, 6);
              drawSymbol(graphics, 17, 6);
            });
    return sample;
  }
}
