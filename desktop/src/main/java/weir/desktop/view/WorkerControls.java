package weir.desktop.view;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.WorkerCount;
import weir.desktop.model.PanelModel;

/** The slider, its exact input, pause, and what is requested beside what there is. */
final class WorkerControls extends VBox {

  private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");

  private final PanelModel model;
  private final WorkerSlider slider;

  WorkerControls(PanelModel model) {
    this.model = model;
    this.slider = new WorkerSlider(model, model.commands(), "worker-slider", "Requested workers");
    getStyleClass().add("control-group");
    HBox.setHgrow(slider, Priority.ALWAYS);
    Label title = new Label("Workers");
    title.getStyleClass().add("control-title");
    title.setMinWidth(USE_PREF_SIZE);
    title.setLabelFor(slider);
    HBox counts =
        new HBox(
            6,
            title,
            name("requested"),
            count("requested-workers", "requested workers", WorkerCount::requested),
            name("effective"),
            count("effective-workers", "effective workers", WorkerCount::effective));
    counts.setAlignment(Pos.BASELINE_LEFT);
    HBox controls =
        new HBox(
            6,
            WorkerInput.step(model.commands(), "fewer-workers", "−", "One worker fewer", -1),
            slider,
            WorkerInput.step(model.commands(), "more-workers", "+", "One worker more", 1),
            WorkerInput.exact(model.commands(), "worker-field", "Requested workers"),
            whole(),
            pause());
    controls.setAlignment(Pos.TOP_LEFT);
    Shown.only(Shown.ifIt(model, can -> can.workers().isPresent()), controls);
    getChildren().addAll(counts, controls);
  }

  WorkerSlider slider() {
    return slider;
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("control-caption");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private Label count(String id, String name, Function<WorkerCount, Integer> figure) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("worker-count");
    label
        .textProperty()
        .bind(Text.shown(model.workersProperty(), w -> Text.count(figure.apply(w)), Text.UNKNOWN));
    label.accessibleTextProperty().bind(label.textProperty().map(text -> name + " " + text));
    model
        .workersProperty()
        .subscribe(
            w ->
                label.pseudoClassStateChanged(
                    PENDING, w != null && w.requested() != w.effective()));
    return label;
  }

  /** As far as the source goes, and back to what fits the use. */
  private ToggleButton whole() {
    ToggleButton button = new ToggleButton();
    button.setId("whole-range");
    button.getStyleClass().add("step-button");
    button.setMinWidth(USE_PREF_SIZE);
    ObservableValue<String> most =
        model.sourceProperty().map(source -> Text.count(model.commands().workerRange().most()));
    button.textProperty().bind(most.map("… "::concat).orElse("…"));
    button.setTooltip(new Tooltip("The slider's scale as far as the source goes, or as is used"));
    button.setAccessibleText("The slider's scale as far as the source goes");
    button.selectedProperty().subscribe(slider::showWhole);
    model.sourceProperty().subscribe(() -> button.setSelected(false));
    return button;
  }

  private Button pause() {
    Button button = new Button();
    button.setId("pause-workers");
    button.setMinWidth(USE_PREF_SIZE);
    button
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.workersProperty().get() != null
                            && model.commands().targetWorkersProperty().get() == 0
                        ? "Resume"
                        : "Pause",
                model.workersProperty(),
                model.commands().targetWorkersProperty()));
    button.setTooltip(new Tooltip("Down to 0 workers, or back to as many as before"));
    button.setOnAction(event -> model.commands().togglePause());
    Shown.only(
        Shown.ifIt(model, can -> can.workers().map(range -> range.least() == 0).orElse(false)),
        button);
    return button;
  }
}
