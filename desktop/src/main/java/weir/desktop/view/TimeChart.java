package weir.desktop.view;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/**
 * A chart over the shared time axis. Its value axis is drawn only when it changes, and of its lines
 * what has changed since the last frame: see {@link Roll}. Over them are the cross-hair and what is
 * selected. In a window that nobody sees, nothing is drawn. Margins are the same in every chart, so
 * that their times line up.
 */
final class TimeChart extends CanvasChart {

  static final Font SMALL = Font.font(11);

  private static final double LEFT = 58;
  private static final double RIGHT = 18;
  private static final double TOP = 20;
  private static final double BOTTOM = 20;

  /** What is drawn at the edges reaches so far beyond them. */
  private static final double EDGE = 2;

  private static final double NAME_HEIGHT = 15;
  private static final double NAME_PADDING = 2;

  private final PanelModel model;
  private final ChartAxis scale;
  private final Supplier<List<Layer>> layers;
  private final Sketch sketch = new Sketch();
  private final Roll roll = new Roll();
  private final Canvas times = new Canvas();
  private final Canvas name = new Canvas();
  private final Canvas live = new Canvas();
  private final Ink paper = new Ink("readout-ink");
  private final TextWidth textWidth = new TextWidth();
  private final MarkerLayer markers = new MarkerLayer();
  private final ChartOverlay overlay;
  private final Showing showing = new Showing(this, this::draw);
  private Sketch.@Nullable Name named;
  private @Nullable Frame frame;
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
    own(paper);
    overlay.inks().forEach(this::own);
    inks.forEach(this::drawWith);
    live.setVisible(false);
    lay(live);
    times.setManaged(false);
    name.setManaged(false);
    getChildren().addAll(roll, times, name);
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

  /** How many parts of the picture have been drawn by now. */
  long redrawnParts() {
    return roll.redrawn();
  }

  /** What a drag has chosen so far; null for nothing. */
  void mark(@Nullable TimeWindow dragged) {
    overlay.mark(dragged);
    drawOverlay();
  }

  @Override
  void place(double width, double height) {
    roll.place(
        LEFT, Math.max(0, width - LEFT - RIGHT), Math.max(0, height - BOTTOM + 1), TOP - EDGE);
    times.setWidth(width);
    times.setHeight(BOTTOM);
    times.setLayoutY(height - BOTTOM);
    named = null;
  }

  @Override
  void draw() {
    double width = live.getWidth() - LEFT - RIGHT;
    double height = live.getHeight() - TOP - BOTTOM;
    if (width <= 0 || height <= 0 || !showing.isSeen()) {
      return;
    }
    Frame next = Frame.of(model.history(), model.viewport().window(), width, outputScale());
    List<Layer> drawn = layers.get();
    Layer.Range range = new Layer.Range();
    drawn.forEach(layer -> layer.measure(next, range));
    ValueAxis axis = scale.over(range, next.history().nowNanos());
    Plot shown =
        new Plot(
            LEFT, TOP, width, height, next.pixelNanos(), next.left() - LEFT, next.window(), axis);
    frame = next;
    plot = shown;
    grid().paintValues(shown.area());
    Plot sketched = shown.at(next.left());
    sketch.clear();
    drawn.forEach(layer -> layer.paint(next, sketched, sketch));
    markers.paint(sketched, next.history(), sketch);
    roll.show(sketch, next.left());
    drawTimes(shown);
    drawName(shown);
    drawLive(shown);
    overlay.draw(next, shown);
  }

  /** Columns of the screen's pixels in one of the chart's. */
  private double outputScale() {
    Scene scene = getScene();
    Window window = scene == null ? null : scene.getWindow();
    return window == null ? 1 : window.getOutputScaleX();
  }

  private void drawTimes(Plot shown) {
    GraphicsContext graphics = times.getGraphicsContext2D();
    graphics.clearRect(0, 0, times.getWidth(), times.getHeight());
    grid().paintTimes(graphics, shown);
  }

  private void drawName(Plot shown) {
    Sketch.Name next = sketch.name();
    if (Objects.equals(next, named)) {
      return;
    }
    named = next;
    name.setVisible(next != null);
    if (next == null) {
      return;
    }
    double wide = textWidth.of(next.text()) + 2 * NAME_PADDING;
    name.setWidth(Math.ceil(wide));
    name.setHeight(NAME_HEIGHT);
    name.setLayoutX(shown.right() - NAME_PADDING - name.getWidth());
    name.setLayoutY(shown.top());
    GraphicsContext graphics = name.getGraphicsContext2D();
    // Lines behind it would make it hard to read.
    graphics.setFill(paper.color());
    graphics.fillRect(0, 0, name.getWidth(), name.getHeight());
    graphics.setFont(SMALL);
    graphics.setFill(next.color());
    graphics.setTextAlign(TextAlignment.RIGHT);
    graphics.setTextBaseline(VPos.TOP);
    graphics.fillText(next.text(), name.getWidth() - NAME_PADDING, 1);
  }

  private void drawLive(Plot shown) {
    List<BiConsumer<GraphicsContext, Plot>> painters = sketch.live();
    if (painters.isEmpty() && !live.isVisible()) {
      return;
    }
    live.setVisible(!painters.isEmpty());
    GraphicsContext graphics = live.getGraphicsContext2D();
    graphics.clearRect(0, 0, live.getWidth(), live.getHeight());
    graphics.save();
    graphics.beginPath();
    graphics.rect(LEFT, TOP - EDGE, shown.width(), shown.height() + EDGE + 1);
    graphics.clip();
    painters.forEach(painter -> painter.accept(graphics, shown));
    graphics.restore();
  }

  private void drawOverlay() {
    Frame lastFrame = frame;
    Plot last = plot;
    if (lastFrame != null && last != null && showing.isSeen()) {
      overlay.draw(lastFrame, last);
    }
  }
}
