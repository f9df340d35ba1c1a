package weir.desktop.view;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/**
 * A chart over the shared time axis, drawn on three canvases: the value axis only when it changes,
 * the lines when the model has a new frame, and over them the cross-hair and what is selected. In a
 * window that nobody sees, nothing is drawn. Margins are the same in every chart, so that their
 * times line up.
 */
final class TimeChart extends CanvasChart {

  static final Font SMALL = Font.font(11);

  private static final double LEFT = 58;
  private static final double RIGHT = 18;
  private static final double TOP = 20;
  private static final double BOTTOM = 20;

  private final PanelModel model;
  private final ChartAxis scale;
  private final Supplier<List<Layer>> layers;
  private final Canvas picture = new Canvas();
  private final MarkerLayer markers = new MarkerLayer();
  private final ChartOverlay overlay;
  private final Showing showing = new Showing(this, this::draw);
  private @Nullable Plot plot;

  /**
   * Creates a chart.
   *
   * @param model what to draw
   * @param scale makes the vertical axis
   * @param layers what to draw now, in this order
   * @param inks the layers' colours; a change redraws
   * @param lines how the quantities read at the cross-hair
   */
  TimeChart(
      PanelModel model,
      ChartAxis scale,
      Supplier<List<Layer>> layers,
      List<Ink> inks,
      Supplier<List<ChartLine>> lines) {
    this.model = model;
    this.scale = scale;
    this.layers = layers;
    this.overlay = new ChartOverlay(model, lines);
    own(markers.ink());
    overlay.inks().forEach(this::own);
    inks.forEach(this::drawWith);
    lay(picture);
    lay(overlay.canvas());
    model.frameProperty().subscribe(this::draw);
    model.viewport().crossHairProperty().subscribe(now -> drawOverlay());
    model.viewport().firstProperty().subscribe(now -> drawOverlay());
    model.viewport().secondProperty().subscribe(now -> drawOverlay());
    new ChartGestures(this, model.viewport());
  }

  /** The last drawing; null before the first. */
  @Nullable Plot plot() {
    return plot;
  }

  /** What a drag has chosen so far; null for nothing. */
  void mark(@Nullable TimeWindow dragged) {
    overlay.mark(dragged);
    drawOverlay();
  }

  @Override
  void draw() {
    double width = picture.getWidth() - LEFT - RIGHT;
    double height = picture.getHeight() - TOP - BOTTOM;
    if (width <= 0 || height <= 0 || !showing.isSeen()) {
      return;
    }
    GraphicsContext graphics = picture.getGraphicsContext2D();
    graphics.clearRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setFont(SMALL);
    TimeWindow window = model.viewport().window();
    Frame frame = new Frame(model.history(), window, window.spanNanos() / width);
    List<Layer> drawn = layers.get();
    Layer.Range range = new Layer.Range();
    drawn.forEach(layer -> layer.measure(frame, range));
    ValueAxis axis = scale.over(range, frame.history().nowNanos());
    Plot next = new Plot(graphics, LEFT, TOP, width, height, window, axis);
    plot = next;
    grid().paintValues(next.area());
    grid().paintTimes(next);
    graphics.save();
    graphics.beginPath();
    graphics.rect(LEFT, TOP - 2, width, height + 3);
    graphics.clip();
    drawn.forEach(layer -> layer.paint(frame, next));
    graphics.restore();
    markers.paint(next, frame.history());
    overlay.draw(frame, next);
  }

  private void drawOverlay() {
    Plot last = plot;
    if (last != null && showing.isSeen()) {
      double pixelNanos = last.window().spanNanos() / last.width();
      overlay.draw(new Frame(model.history(), last.window(), pixelNanos), last);
    }
  }
}
