package weir.desktop.view;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.TimeWindow;

/** The grid of a chart: its values stay on a canvas of their own until the axis changes. */
final class ChartGridLines {

  private static final double TIME_LABEL_WIDTH = 58;
  private static final double VALUE_LABEL_HEIGHT = 26;

  private final Canvas canvas = new Canvas();
  private final Ink grid = new Ink("grid-ink");
  private final Ink text = new Ink("text-ink");
  private @Nullable ValueAxis painted;

  Canvas canvas() {
    return canvas;
  }

  List<Ink> inks() {
    return List.of(grid, text);
  }

  /** Another size or colour. */
  void forget() {
    painted = null;
  }

  void paintValues(PlotArea plot) {
    if (plot.axis().equals(painted)) {
      return;
    }
    painted = plot.axis();
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setFont(TimeChart.SMALL);
    graphics.setStroke(grid.color());
    graphics.setFill(text.color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.RIGHT);
    graphics.setTextBaseline(VPos.CENTER);
    List<ValueAxis.Tick> values = plot.axis().ticks();
    int stride =
        (int) Math.ceil(values.size() * VALUE_LABEL_HEIGHT / (plot.height() + VALUE_LABEL_HEIGHT));
    for (int i = 0; i < values.size(); i += stride) {
      double y = Math.round(plot.y(values.get(i).value())) + 0.5;
      graphics.strokeLine(plot.left(), y, plot.right(), y);
      graphics.fillText(values.get(i).label(), plot.left() - 8, y);
    }
    double base = Math.round(plot.bottom()) + 0.5;
    graphics.strokeLine(plot.left(), base, plot.right(), base);
  }

  /** These move with the picture, and are drawn on a canvas below it. */
  void paintTimes(GraphicsContext graphics, Plot plot) {
    graphics.setFont(TimeChart.SMALL);
    graphics.setStroke(grid.color());
    graphics.setFill(text.color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.TOP);
    for (TimeWindow.Tick tick : plot.window().ticks((int) (plot.width() / TIME_LABEL_WIDTH))) {
      double x = Math.round(plot.x(tick.uptimeNanos())) + 0.5;
      graphics.strokeLine(x, 0, x, 4);
      graphics.fillText(tick.label(), x, 6);
    }
  }
}
