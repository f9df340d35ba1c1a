package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.Capabilities;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** What can be changed while the source runs, and the line that says how that went. */
final class ControlBar extends VBox {

  private final PanelModel model;
  private final WorkerControls workers;

  /**
   * Creates the bar.
   *
   * @param model what it shows and changes
   * @param view whether the settings of the resource are open, and how much room there is
   */
  ControlBar(PanelModel model, ViewState view) {
    this.model = model;
    this.workers = new WorkerControls(model);
    getStyleClass().add("control-bar");
    HBox.setHgrow(workers, Priority.ALWAYS);
    Node serviceTime = new ServiceTimeControl(model);
    Node resource = resource(view);
    Node load = load(view);
    Node statistics = statistics();
    ObservableValue<Boolean> settable = Shown.ifIt(model, Capabilities::resourceSettings);
    Shown.only(model.partsProperty().map(Parts::workers), workers);
    // The pane has it as well: it goes first where room is short.
    Shown.only(Shown.both(settable, view.roomProperty().map(room -> !room.narrow())), serviceTime);
    Shown.only(Shown.ifIt(model, can -> can.resourceSettings() || can.freeze()), resource);
    Shown.only(Shown.ifIt(model, Capabilities::load), load);
    Shown.only(Shown.ifIt(model, Capabilities::reset), statistics);
    HBox controls = new HBox(workers, serviceTime, resource, load, statistics);
    controls.setId("controls");
    Shown.offWithoutServer(controls, model);
    getChildren().addAll(controls, new MessageRow(model));
  }

  WorkerSlider slider() {
    return workers.slider();
  }

  private static VBox resource(ViewState view) {
    ToggleButton button = new ToggleButton("Settings …");
    button.setId("resource-settings");
    button.setTooltip(new Tooltip("Show or hide everything that the resource can be set to"));
    button.setAccessibleText("Settings of the resource");
    button.setMinWidth(USE_PREF_SIZE);
    button.selectedProperty().bindBidirectional(view.resourceShownProperty());
    return group("Resource", button);
  }

  private static VBox load(ViewState view) {
    ToggleButton button = new ToggleButton("Send …");
    button.setId("load-settings");
    button.setTooltip(new Tooltip("Show or hide the load that the server sends itself"));
    button.setAccessibleText("Load that the server sends itself");
    button.setMinWidth(USE_PREF_SIZE);
    button.selectedProperty().bindBidirectional(view.loadShownProperty());
    return group("Load", button);
  }

  private VBox statistics() {
    Button reset = new Button("Reset");
    reset.setId("reset-statistics");
    reset.setTooltip(
        new Tooltip("Start the ledger and the latencies afresh; events in the pipeline stay"));
    reset.setAccessibleText("Reset statistics");
    reset.setMinWidth(USE_PREF_SIZE);
    reset.setOnAction(event -> model.commands().resetStatistics());
    return group("Statistics", reset);
  }

  private static VBox group(String name, Node control) {
    Label title = new Label(name);
    title.getStyleClass().add("control-title");
    title.setLabelFor(control);
    VBox group = new VBox(title, new HBox(control));
    group.getStyleClass().add("control-group");
    group.setMinWidth(USE_PREF_SIZE);
    return group;
  }
}
