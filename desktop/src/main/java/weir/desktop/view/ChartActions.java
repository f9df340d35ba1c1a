package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import weir.desktop.model.DragMode;
import weir.desktop.model.FigureSpan;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Viewport;

/** What the charts can be told to do. */
final class ChartActions {

  /** Of the view's width. */
  private static final double STEP = 0.1;

  private static final double ZOOM = 1.5;
  private static final ObservableValue<Boolean> ALWAYS = new SimpleObjectProperty<>(true);

  private final String group;
  private final PanelModel model;
  private final Viewport viewport;
  private final List<PanelAction> actions = new ArrayList<>();

  private ChartActions(String group, PanelModel model) {
    this.group = group;
    this.model = model;
    this.viewport = model.viewport();
  }

  /**
   * All of them.
   *
   * @param group the heading that they stand under
   * @param model what they change
   */
  static List<PanelAction> of(String group, PanelModel model) {
    ChartActions made = new ChartActions(group, model);
    made.ofTime();
    made.ofChoices();
    return List.copyOf(made.actions);
  }

  private void ofTime() {
    add(
        "Let the charts stand or go on; the data go on either way",
        viewport::togglePause,
        Shortcut.keys("SPACE"));
    add("Earlier", () -> viewport.move(-STEP), Shortcut.keys("LEFT"));
    add("Later", () -> viewport.move(STEP), Shortcut.keys("RIGHT"));
    add("Zoom in", () -> viewport.zoom(1 / ZOOM), Shortcut.character("+"), Shortcut.character("="));
    add("Zoom out", () -> viewport.zoom(ZOOM), Shortcut.character("-"));
    add("Back to the view before", viewport::back, Shortcut.keys("BACK_SPACE"));
    add("To the start of what is known", viewport::toStart, Shortcut.keys("HOME"));
    add("Follow the time", viewport::toNow, Shortcut.keys("END"));
    add("The change before", () -> toMarker(false), Shortcut.character("p"));
    add("The next change", () -> toMarker(true), Shortcut.character("n"));
    actions.add(
        new PanelAction(
            group,
            "Clear what is selected",
            List.of(Shortcut.keys("ESCAPE")),
            selected(),
            this::clearSelection));
  }

  private void ofChoices() {
    for (DragMode mode : DragMode.values()) {
      add(mode.meaning(), () -> viewport.dragModeProperty().set(mode));
    }
    for (FigureSpan span : FigureSpan.values()) {
      add(span.meaning(), () -> model.charts().figureSpanProperty().set(span));
    }
    add(
        "Backlog on a logarithmic axis, or on a linear one",
        () -> toggle(model.charts().logBacklogProperty()));
    add(
        "Keep the value axes as they are, or let them follow what is visible",
        () -> toggle(model.charts().fixedAxesProperty()));
  }

  private void toMarker(boolean later) {
    viewport.toMarker(model.history().markers(), later);
  }

  private ObservableValue<Boolean> selected() {
    return Bindings.createObjectBinding(
        () -> viewport.firstProperty().get() != null || viewport.secondProperty().get() != null,
        viewport.firstProperty(),
        viewport.secondProperty());
  }

  private void clearSelection() {
    viewport.firstProperty().set(null);
    viewport.secondProperty().set(null);
  }

  private static void toggle(BooleanProperty property) {
    property.set(!property.get());
  }

  private void add(String name, Runnable run, Shortcut... keys) {
    actions.add(new PanelAction(group, name, List.of(keys), ALWAYS, run));
  }
}
