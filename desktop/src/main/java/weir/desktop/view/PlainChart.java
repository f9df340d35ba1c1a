package weir.desktop.view;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * A chart that is not over time, with a cross-hair of its own: the pointer or arrow keys move it.
 */
final class PlainChart extends CanvasChart {

  /** What is in the chart. */
  interface Picture {

    /** The horizontal axis, as of now. */
    ValueAxis across();

    /** The vertical axis, as of now. */
    ValueAxis up();

    /** Draws what is between the axes. */
    void paint(Area area);

    /** Reads anew what is shown: it was hidden, and was not kept up to date meanwhile. */
    void seenAgain();
  }

  /**
   * Where a picture is drawn.
   *
   * @param graphics where to draw
   * @param plot the rectangle and its vertical axis
   * @param across the horizontal axis
   */
  record Area(GraphicsContext graphics, PlotArea plot, ValueAxis across) {

    double x(double value) {
      return plot.left() + plot.width() * across.position(value);
    }
  }

  private static final double LEFT = 58;
  private static final double RIGHT = 34;
  private static final double TOP = 14;
  private static final double BOTTOM = 22;
  private static final double LABEL_WIDTH = 52;
  private static final double STEP = 0.01;

  private final Picture picture;
  private final Canvas canvas = new Canvas();
  private final Ink cross = new Ink("crosshair-ink");
  private final Showing showing = new Showing(this, this::seenAgain);
  private final ReadOnlyObjectWrapper<@Nullable Double> position =
      new ReadOnlyObjectWrapper<>(this, "position", null);

  PlainChart(Picture picture, List<Ink> inks) {
    this.picture = picture;
    lay(canvas);
    own(cross);
    inks.forEach(this::drawWith);
    setOnMouseMoved(this::point);
    setOnMousePressed(event -> requestFocus());
    setOnMouseExited(event -> position.set(null));
    setOnKeyPressed(this::press);
    position.subscribe(now -> draw());
  }

  /** Where the cross-hair is: from 0 at the left to 1 at the right; null where there is none. */
  ReadOnlyObjectProperty<@Nullable Double> positionProperty() {
    return position.getReadOnlyProperty();
  }

  boolean isSeen() {
    return showing.isSeen();
  }

  private void seenAgain() {
    picture.seenAgain();
    draw();
  }

  private void point(MouseEvent event) {
    double at = (event.getX() - LEFT) / (canvas.getWidth() - LEFT - RIGHT);
    position.set(at < 0 || at > 1 ? null : at);
  }

  private void press(KeyEvent event) {
    Double at = position.get();
    double from = at == null ? 0.5 : at;
    switch (event.getCode()) {
      case LEFT -> position.set(Math.max(0, from - STEP));
      case RIGHT -> position.set(Math.min(1, from + STEP));
      case HOME -> position.set(0.0);
      case END -> position.set(1.0);
      case ESCAPE -> position.set(null);
      default -> {
        return;
      }
    }
    event.consume();
  }

  @Override
  void draw() {
    double width = canvas.getWidth() - LEFT - RIGHT;
    double height = canvas.getHeight() - TOP - BOTTOM;
    if (width <= 0 || height <= 0 || !showing.isSeen()) {
      return;
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setFont(TimeChart.SMALL);
    PlotArea plot = new PlotArea(LEFT, TOP, width, height, picture.up());
    Area area = new Area(graphics, plot, picture.across());
    grid().paintValues(plot);
    paintAcross(area);
    graphics.save();
    graphics.beginPath();
    graphics.rect(LEFT, TOP - 4, width, height + 6);
    graphics.clip();
    picture.paint(area);
    graphics.restore();
    Double at = position.get();
    if (at != null) {
      graphics.setStroke(cross.color());
      graphics.setLineWidth(1);
      double x = Math.round(LEFT + at * width) + 0.5;
      graphics.strokeLine(x, plot.top(), x, plot.bottom());
    }
  }

  private void paintAcross(Area area) {
    PlotArea plot = area.plot();
    GraphicsContext graphics = area.graphics();
    graphics.setStroke(grid().inks().getFirst().color());
    graphics.setFill(grid().inks().getLast().color());
    graphics.setLineWidth(1);
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.TOP);
    double free = Double.NEGATIVE_INFINITY;
    for (ValueAxis.Tick tick : area.across().ticks()) {
      double x = Math.round(area.x(tick.value())) + 0.5;
      graphics.strokeLine(x, plot.top(), x, plot.bottom() + 4);
      if (x >= free) {
        graphics.fillText(tick.label(), x, plot.bottom() + 6);
        free = x + LABEL_WIDTH;
      }
    }
  }
}
