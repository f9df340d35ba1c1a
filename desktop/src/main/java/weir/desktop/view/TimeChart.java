package weir.desktop.view;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeSpan;
import weir.desktop.model.TimeWindow;

/**
 * A chart over the shared time axis, drawn on a canvas: only when the model has a new frame, the
 * size changes or the colours do. Margins are the same in every chart, so that their times line up.
 */
final class TimeChart extends Region {

  private static final double LEFT = 58;
  private static final double RIGHT = 18;
  private static final double TOP = 20;
  private static final double BOTTOM = 20;
  private static final double TIME_LABEL_WIDTH = 58;
  private static final double VALUE_LABEL_HEIGHT = 26;
  private static final Font SMALL = Font.font(11);

  private final PanelModel model;
  private final Function<Layer.Range, ValueAxis> scale;
  private final Supplier<List<Layer>> layers;
  private final Canvas canvas = new Canvas();
  private final Ink grid = new Ink("grid-ink");
  private final Ink text = new Ink("text-ink");
  private final Ink marker = new Ink("requested-ink");

  /**
   * Creates a chart.
   *
   * @param model what to draw
   * @param scale the vertical axis for the visible range
   * @param layers what to draw now, in this order
   * @param inks the layers' colours; a change redraws
   */
  TimeChart(
      PanelModel model,
      Function<Layer.Range, ValueAxis> scale,
      Supplier<List<Layer>> layers,
      List<Ink> inks) {
    this.model = model;
    this.scale = scale;
    this.layers = layers;
    getStyleClass().add("time-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    for (Ink ink : List.of(grid, text, marker)) {
      ink.setManaged(false);
      ink.setVisible(false);
      getChildren().add(ink);
      ink.backgroundProperty().subscribe(this::requestLayout);
    }
    inks.forEach(ink -> ink.backgroundProperty().subscribe(this::requestLayout));
    getChildren().add(canvas);
    setMinSize(200, 90);
    setPrefSize(400, 160);
    model.frameProperty().subscribe(this::draw);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(snapSizeX(getWidth()));
    canvas.setHeight(snapSizeY(getHeight()));
    draw();
  }

  private void draw() {
    double width = canvas.getWidth() - LEFT - RIGHT;
    double height = canvas.getHeight() - TOP - BOTTOM;
    if (width <= 0 || height <= 0) {
      return;
    }
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setFont(SMALL);
    TimeWindow window = window(model.charts().spanProperty().get());
    Frame frame = new Frame(model.history(), window, window.spanNanos() / width);
    List<Layer> drawn = layers.get();
    Layer.Range range = new Layer.Range();
    drawn.forEach(layer -> layer.measure(frame, range));
    Plot plot = new Plot(graphics, LEFT, TOP, width, height, window, scale.apply(range));
    paintGrid(plot);
    graphics.save();
    graphics.beginPath();
    graphics.rect(LEFT, TOP - 2, width, height + 3);
    graphics.clip();
    drawn.forEach(layer -> layer.paint(frame, plot));
    graphics.restore();
    MarkerLayer.paint(plot, model.history(), marker);
  }

  /** The window that ends now; a young server's starts with it and fills from the left. */
  private TimeWindow window(TimeSpan span) {
    long from = Math.max(0, model.history().nowNanos() - span.spanNanos());
    return new TimeWindow(from, from + span.spanNanos());
  }

  private void paintGrid(Plot plot) {
    GraphicsContext graphics = plot.graphics();
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
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.TOP);
    for (TimeWindow.Tick tick : plot.window().ticks((int) (plot.width() / TIME_LABEL_WIDTH))) {
      double x = Math.round(plot.x(tick.uptimeNanos())) + 0.5;
      graphics.strokeLine(x, plot.bottom(), x, plot.bottom() + 4);
      graphics.fillText(tick.label(), x, plot.bottom() + 6);
    }
  }
}
