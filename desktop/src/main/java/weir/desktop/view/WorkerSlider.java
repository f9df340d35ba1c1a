package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import weir.core.figures.WorkerCount;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WorkerScale;
import weir.desktop.model.WorkerSetting;

/**
 * A slider over whole workers, about twice as long as what is used. Keys move it by one however
 * long the scale is.
 */
final class WorkerSlider extends Slider {

  private static final int MOST_MINOR_TICKS = 64;
  private static final int MOST_MAJOR_TICKS = 8;
  private static final int PAGES = 4;

  private final PanelModel model;
  private final WorkerSetting setting;
  private final WorkerScale scale = new WorkerScale();
  private final List<PanelAction> keys =
      List.of(
          key("One worker more", () -> stepTo(target() + 1), "RIGHT", "UP"),
          key("One worker fewer", () -> stepTo(target() - 1), "LEFT", "DOWN"),
          key("A quarter of the scale more", () -> stepTo(target() + page()), "PAGE_UP"),
          key("A quarter of the scale fewer", () -> stepTo(target() - page()), "PAGE_DOWN"),
          key("To the start of the scale", () -> stepTo(getMin()), "HOME"),
          key("To the end of the scale", () -> stepTo(getMax()), "END"));

  /** True while the value changes because the model's did: that is no wish of the user's. */
  private boolean following;

  /**
   * Creates a slider.
   *
   * @param model how many workers there are
   * @param setting what it sets
   * @param id node id
   * @param name what it sets, in words
   */
  WorkerSlider(PanelModel model, WorkerSetting setting, String id, String name) {
    this.model = model;
    this.setting = setting;
    setId(id);
    getStyleClass().add("worker-slider");
    setAccessibleText(name);
    setTooltip(new Tooltip(name + "; arrow keys by one, Page Up and Down by more, Home, End"));
    setShowTickMarks(true);
    setShowTickLabels(true);
    setBlockIncrement(1);
    setMinWidth(120);
    model.sourceProperty().subscribe(() -> showWhole(false));
    model.workersProperty().subscribe(this::follow);
    setting.targetWorkersProperty().subscribe(this::follow);
    valueChangingProperty()
        .subscribe(
            held -> {
              setting.setAdjustingWorkers(held);
              follow();
            });
    valueProperty().subscribe(this::choose);
    addEventFilter(KeyEvent.KEY_PRESSED, event -> KeyBindings.run(event, keys));
    // JavaFX's own slider goes to an end when its key is let go: here it has gone there already.
    addEventFilter(
        KeyEvent.KEY_RELEASED,
        event -> {
          if (event.getCode() == KeyCode.HOME || event.getCode() == KeyCode.END) {
            event.consume();
          }
        });
  }

  /** The keys that count while the slider has the focus. */
  List<PanelAction> keys() {
    return keys;
  }

  /** Shows all workers that the source allows, or what fits the use. */
  void showWhole(boolean whole) {
    scale.showWhole(whole);
    follow();
  }

  private static PanelAction key(String name, Runnable run, String... keys) {
    return new PanelAction(
        "On the workers' slider",
        name,
        Stream.of(keys).map(Shortcut::keys).toList(),
        new SimpleObjectProperty<>(true),
        run);
  }

  private int target() {
    return setting.targetWorkersProperty().get();
  }

  private int page() {
    return (int) Math.max(1, Math.round(getMax() / PAGES));
  }

  private void stepTo(double wanted) {
    setting.stepWorkers((int) Math.round(wanted) - target());
  }

  /** Shows the model's target; while the thumb is held it stays under the pointer. */
  private void follow() {
    if (isValueChanging()) {
      return;
    }
    following = true;
    fitScale();
    setValue(target());
    following = false;
  }

  private void fitScale() {
    WorkerCount count = model.workersProperty().get();
    int used =
        count == null
            ? target()
            : Math.max(target(), Math.max(count.requested(), count.effective()));
    int end = scale.fit(used, setting.workerRange());
    int least = setting.workerRange().least();
    if (getMax() == end && getMin() == least) {
      return;
    }
    setMin(least); // either may push the value
    setMax(end);
    int major = majorStep(end);
    setMajorTickUnit(major);
    setMinorTickCount(end <= MOST_MINOR_TICKS ? major - 1 : 0);
  }

  /** A power of two that leaves at most eight labelled steps. */
  private static int majorStep(int most) {
    int step = 1;
    while (step * MOST_MAJOR_TICKS < most) {
      step *= 2;
    }
    return step;
  }

  private void choose() {
    if (following) {
      return;
    }
    int nearest = Math.toIntExact(Math.round(getValue()));
    if (nearest != target()) {
      setting.resizeWorkers(nearest);
    }
    follow();
  }
}
