package weir.desktop.view;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.DragMode;
import weir.desktop.model.TimeWindow;
import weir.desktop.model.Viewport;

/** What mouse and wheel do on a chart. */
final class ChartGestures {

  /** A drag shorter than this is a click. */
  private static final double LEAST_DRAG = 4;

  /** Of one notch of a wheel. */
  private static final double ZOOM = 1.25;

  private static final double NOTCH = 40;

  private final TimeChart chart;
  private final Viewport viewport;
  private double pressedX;
  private double lastX;
  private @Nullable DragMode mode;

  ChartGestures(TimeChart chart, Viewport viewport) {
    this.chart = chart;
    this.viewport = viewport;
    chart.setOnMouseMoved(event -> viewport.crossHairProperty().set(nanos(event.getX())));
    chart.setOnMouseExited(event -> viewport.crossHairProperty().set(null));
    chart.setOnMousePressed(this::press);
    chart.setOnMouseDragged(this::drag);
    chart.setOnMouseReleased(this::release);
    chart.setOnScroll(this::scroll);
  }

  /** The moment at a place; null beside the plot. */
  private @Nullable Long nanos(double x) {
    Plot plot = chart.plot();
    return plot == null || x < plot.left() || x > plot.right() ? null : plot.nanos(x);
  }

  private void press(MouseEvent event) {
    chart.requestFocus();
    pressedX = event.getX();
    lastX = pressedX;
    mode = nanos(pressedX) == null ? null : mode(event);
    if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
      mode = null;
      viewport.back();
    }
  }

  private DragMode mode(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || event.isAltDown()) {
      return DragMode.MOVE;
    }
    return event.isShiftDown()
        ? DragMode.FIRST
        : event.isControlDown() ? DragMode.SECOND : viewport.dragModeProperty().get();
  }

  private void drag(MouseEvent event) {
    Plot plot = chart.plot();
    if (mode == null || plot == null) {
      return;
    }
    if (mode == DragMode.MOVE) {
      viewport.move((lastX - event.getX()) / plot.width());
      lastX = event.getX();
    } else {
      viewport.crossHairProperty().set(nanos(event.getX()));
      chart.mark(stretch(plot, event.getX()));
    }
  }

  private void release(MouseEvent event) {
    Plot plot = chart.plot();
    DragMode ended = mode;
    mode = null;
    chart.mark(null);
    if (ended == null || plot == null || Math.abs(event.getX() - pressedX) < LEAST_DRAG) {
      return;
    }
    TimeWindow stretch = stretch(plot, event.getX());
    switch (ended) {
      case ZOOM -> viewport.zoomTo(stretch);
      case FIRST -> viewport.firstProperty().set(stretch);
      case SECOND -> viewport.secondProperty().set(stretch);
      case MOVE -> {}
    }
  }

  private TimeWindow stretch(Plot plot, double x) {
    double to = Math.clamp(x, plot.left(), plot.right());
    return new TimeWindow(
        plot.nanos(Math.min(pressedX, to)), plot.nanos(Math.max(pressedX, to)) + 1);
  }

  private void scroll(ScrollEvent event) {
    // With Shift, some systems turn the wheel sideways.
    double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    Long about = nanos(event.getX());
    if (delta == 0 || about == null) {
      return;
    }
    if (event.isShiftDown()) {
      viewport.move(-delta / NOTCH / 10);
    } else {
      viewport.zoom(Math.pow(ZOOM, -delta / NOTCH), about);
    }
    event.consume();
  }
}
