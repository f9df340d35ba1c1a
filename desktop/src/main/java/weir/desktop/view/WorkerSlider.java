package weir.desktop.view;

import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import weir.core.figures.WorkerRange;
import weir.desktop.model.PanelModel;

/**
 * A slider over whole workers. Arrows move it by one however long the scale is, Page Up and Page
 * Down by an eighth of it, Home and End to its ends.
 */
final class WorkerSlider extends Slider {

  private static final int MOST_MINOR_TICKS = 64;
  private static final int MOST_MAJOR_TICKS = 8;

  private final PanelModel model;

  /** True while the value changes because the model's did: that is no wish of the user's. */
  private boolean following;

  WorkerSlider(PanelModel model) {
    this.model = model;
    setId("worker-slider");
    getStyleClass().add("worker-slider");
    setAccessibleText("Requested workers");
    setTooltip(
        new Tooltip("Requested workers; arrow keys by one, Page Up and Down by more, Home, End"));
    setShowTickMarks(true);
    setShowTickLabels(true);
    setBlockIncrement(1);
    setMinWidth(160);
    model.sourceProperty().subscribe(this::scale);
    model.commands().targetWorkersProperty().subscribe(this::follow);
    valueChangingProperty()
        .subscribe(
            held -> {
              model.commands().setAdjustingWorkers(held);
              follow();
            });
    valueProperty().subscribe(this::choose);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void scale() {
    WorkerRange range = model.commands().workerRange();
    int most = Math.max(range.least() + 1, range.most());
    following = true;
    setMin(range.least()); // either may push the value
    setMax(most);
    following = false;
    int major = majorStep(most);
    setMajorTickUnit(major);
    setMinorTickCount(most <= MOST_MINOR_TICKS ? major - 1 : 0);
    follow();
  }

  /** A power of two that leaves at most eight labelled steps. */
  private static int majorStep(int most) {
    int step = 1;
    while (step * MOST_MAJOR_TICKS < most) {
      step *= 2;
    }
    return step;
  }

  /** Shows the model's target; while the thumb is held it stays under the pointer. */
  private void follow() {
    if (!isValueChanging()) {
      following = true;
      setValue(model.commands().targetWorkersProperty().get());
      following = false;
    }
  }

  private void choose() {
    if (following) {
      return;
    }
    int nearest = Math.toIntExact(Math.round(getValue()));
    if (nearest != model.commands().targetWorkersProperty().get()) {
      model.commands().resizeWorkers(nearest);
    }
    follow();
  }

  private void onKey(KeyEvent event) {
    int page = (int) Math.max(1, Math.round(getMax() / MOST_MAJOR_TICKS));
    int now = model.commands().targetWorkersProperty().get();
    KeyCode key = event.getCode();
    double wanted =
        switch (key) {
          case RIGHT, UP, KP_RIGHT, KP_UP -> now + 1;
          case LEFT, DOWN, KP_LEFT, KP_DOWN -> now - 1;
          case PAGE_UP -> now + page;
          case PAGE_DOWN -> now - page;
          case HOME -> getMin();
          case END -> getMax();
          default -> Double.NaN;
        };
    if (!Double.isNaN(wanted)) {
      setValue(Math.clamp(wanted, getMin(), getMax()));
      event.consume();
    }
  }
}
