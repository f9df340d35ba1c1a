package weir.desktop.view;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;

/** A line without axes: how something went, from nothing to the largest of it. */
final class SparkLine extends StackPane {

  private static final double WIDTH = 48;
  private static final double HEIGHT = 18;
  private static final double LINE = 1.5;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final Ink ink;
  private List<Double> values = List.of();

  SparkLine(String inkClass) {
    ink = new Ink(inkClass);
    ink.setVisible(false);
    ink.setManaged(false);
    getChildren().addAll(ink, canvas);
    setMinWidth(WIDTH);
    ink.backgroundProperty().subscribe(this::draw);
  }

  /** Draws other values, the newest at the right; NaN leaves a gap. */
  void show(List<Double> line) {
    if (!line.equals(values)) {
      values = line;
      draw();
    }
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, WIDTH, HEIGHT);
    double top = values.stream().filter(value -> value > 0).mapToDouble(it -> it).max().orElse(1);
    graphics.setStroke(ink.color());
    graphics.setFill(ink.color());
    graphics.setLineWidth(LINE);
    double step = (WIDTH - LINE) / Math.max(1, values.size() - 1);
    boolean drawing = false;
    graphics.beginPath();
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (Double.isNaN(value)) {
        drawing = false;
        continue;
      }
      double x = LINE / 2 + i * step;
      double y = HEIGHT - LINE - value / top * (HEIGHT - 2 * LINE);
      if (drawing) {
        graphics.lineTo(x, y);
      } else {
        graphics.moveTo(x, y);
        // One value alone is a point.
        graphics.fillRect(x - LINE / 2, y - LINE / 2, LINE, LINE);
      }
      drawing = true;
    }
    graphics.stroke();
  }
}
