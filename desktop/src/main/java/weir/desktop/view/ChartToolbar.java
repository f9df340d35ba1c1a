package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import weir.desktop.model.DragMode;
import weir.desktop.model.FigureSpan;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Viewport;

/**
 * What can be done with the charts' time, beside what mouse and keys do on them. What has no room
 * is in a menu at its end.
 */
final class ChartToolbar extends ToolBar {

  private static final double NANOS_PER_MICRO = 1e3;

  private final PanelModel model;
  private final Viewport viewport;

  ChartToolbar(PanelModel model) {
    this.model = model;
    this.viewport = model.viewport();
    getStyleClass().add("chart-toolbar");
    setMinWidth(0);
    getItems()
        .addAll(
            pause(),
            behind(),
            button("marker-before", "◂ change", "The change before (p)", () -> toMarker(false)),
            button("marker-after", "change ▸", "The next change (n)", () -> toMarker(true)),
            named(
                "drag",
                PillRow.of(
                    "drag-mode",
                    List.of(DragMode.values()),
                    DragMode::label,
                    DragMode::meaning,
                    viewport.dragModeProperty())),
            named(
                "figures",
                PillRow.of(
                    "figure-span",
                    List.of(FigureSpan.values()),
                    FigureSpan::label,
                    FigureSpan::meaning,
                    model.charts().figureSpanProperty())),
            toggle(
                "log-backlog",
                "log",
                "Logarithmic axis of the backlog",
                model.charts().logBacklogProperty()),
            toggle(
                "fixed-axes",
                "fix axes",
                "Keep the value axes as they are, instead of following what is visible",
                model.charts().fixedAxesProperty()));
  }

  private void toMarker(boolean later) {
    viewport.toMarker(model.history().markers(), later);
  }

  private Button pause() {
    Button button =
        button(
            "pause-charts",
            "",
            "Let the picture stand, or go on; the data go on either way (space)",
            viewport::togglePause);
    button
        .textProperty()
        .bind(viewport.viewProperty().map(view -> view.following() ? "❚❚ pause" : "▶ now"));
    return button;
  }

  private Label behind() {
    Label label = new Label();
    label.setId("charts-behind");
    label.getStyleClass().add("charts-behind");
    label.setMinWidth(USE_PREF_SIZE);
    Shown.only(viewport.viewProperty().map(view -> !view.following()), label);
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    viewport.viewProperty().get().following()
                        ? ""
                        : "paused, "
                            + MeasuredTime.text(viewport.behindNanos() / NANOS_PER_MICRO)
                            + " behind",
                viewport.viewProperty(),
                model.frameProperty()));
    return label;
  }

  /** Together, wherever they are put. */
  private static HBox named(String text, PillRow choice) {
    Label label = new Label(text);
    label.getStyleClass().add("toolbar-caption");
    label.setMinWidth(USE_PREF_SIZE);
    HBox both = new HBox(6, label, choice);
    both.setAlignment(Pos.CENTER_LEFT);
    return both;
  }

  private static Button button(String id, String text, String meaning, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(meaning));
    button.setOnAction(event -> action.run());
    return button;
  }

  private static ToggleButton toggle(
      String id, String text, String meaning, BooleanProperty property) {
    ToggleButton button = new ToggleButton(text);
    button.setId(id);
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(meaning));
    button.selectedProperty().bindBidirectional(property);
    return button;
  }
}
