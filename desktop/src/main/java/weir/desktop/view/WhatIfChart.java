package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WhatIfCurve;
import weir.desktop.model.WhatIfCurves;
import weir.desktop.model.WhatIfModel;

/**
 * A figure as theory has it for each number of workers: drawn when there is something new, and
 * while it can be seen. A click or an arrow key chooses a number.
 */
final class WhatIfChart extends CanvasChart {

  private static final double LEFT = 58;
  private static final double RIGHT = 18;
  private static final double TOP = 16;
  private static final double BOTTOM = 20;

  private final PanelModel model;
  private final WhatIfModel whatIf;
  private final WhatIfCurve curve;
  private final ObservableDoubleValue end;
  private final WhatIfAxis scale;
  private final Ink line;
  private final Ink text = new Ink("text-ink");
  private final Ink chosen = new Ink("requested-ink");
  private final Ink now = new Ink("mean-ink");
  private final Canvas picture = new Canvas();
  private final Showing showing = new Showing(this, this::draw);

  /**
   * Creates a chart.
   *
   * @param model what to draw
   * @param curve which figure
   * @param end last number of workers on show
   * @param line the curve's colour
   */
  WhatIfChart(PanelModel model, WhatIfCurve curve, ObservableDoubleValue end, Ink line) {
    this.model = model;
    this.whatIf = model.whatIf();
    this.curve = curve;
    this.end = end;
    this.scale = new WhatIfAxis(curve);
    this.line = line;
    setId("what-if-chart-" + curve.id());
    Stream.of(text, chosen, now).forEach(this::own);
    drawWith(line);
    lay(picture);
    whatIf.curvesProperty().subscribe(this::draw);
    whatIf.targetWorkersProperty().subscribe(this::draw);
    end.subscribe(this::draw);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::choose);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::choose);
    List<PanelAction> keys =
        List.of(key("One worker more", 1, "RIGHT"), key("One worker fewer", -1, "LEFT"));
    addEventHandler(KeyEvent.KEY_PRESSED, event -> KeyBindings.run(event, keys));
  }

  private PanelAction key(String name, int by, String key) {
    return new PanelAction(
        "On the curves of what if",
        name,
        List.of(Shortcut.keys(key)),
        new SimpleObjectProperty<>(true),
        () -> whatIf.stepWorkers(by));
  }

  private int last() {
    return (int) Math.max(2, Math.round(end.get()));
  }

  private void choose(MouseEvent event) {
    double width = getWidth() - LEFT - RIGHT;
    if (width > 0) {
      requestFocus();
      long workers = 1 + Math.round((event.getX() - LEFT) / width * (last() - 1));
      whatIf.resizeWorkers(Math.clamp(workers, 1, last()));
      event.consume();
    }
  }

  @Override
  void draw() {
    double width = picture.getWidth() - LEFT - RIGHT;
    double height = picture.getHeight() - TOP - BOTTOM;
    if (width <= 0 || height <= 0 || !showing.isSeen()) {
      return;
    }
    picture.getGraphicsContext2D().clearRect(0, 0, picture.getWidth(), picture.getHeight());
    WhatIfCurves curves = whatIf.curvesProperty().get();
    ValueAxis axis = scale.over(range(curves), model.history().nowNanos());
    PlotArea area = new PlotArea(LEFT, TOP, width, height, axis);
    grid().paintValues(area);
    WhatIfPainter painter =
        new WhatIfPainter(picture.getGraphicsContext2D(), area, last(), curve, scale);
    painter.workers(grid().inks().getFirst(), text);
    if (curves != null) {
      painter.gaps(curves, text);
      painter.curve(curves, line);
      painter.knee(curves, text);
      painter.chosen(curves, whatIf.targetWorkersProperty().get(), chosen);
      painter.now(curves, now);
    }
  }

  private Layer.Range range(@Nullable WhatIfCurves curves) {
    Layer.Range range = new Layer.Range();
    if (curves != null) {
      curves.points().stream()
          .limit(last())
          .forEach(point -> curve.of(point).ifPresent(value -> range.include(scale.onAxis(value))));
      curve.of(curves.measured()).ifPresent(value -> range.include(scale.onAxis(value)));
    }
    return range;
  }
}
