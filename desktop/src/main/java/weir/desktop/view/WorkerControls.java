package weir.desktop.view;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
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
    this.slider = new WorkerSlider(model);
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
            step("fewer-workers", "−", "One worker fewer", -1),
            slider,
            step("more-workers", "+", "One worker more", 1),
            exact(),
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

  private Button step(String id, String sign, String meaning, int by) {
    Button button = new Button(sign);
    button.setId(id);
    button.getStyleClass().addAll("step-button");
    button.setAccessibleText(meaning);
    button.setTooltip(new Tooltip(meaning));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> model.commands().stepWorkers(by));
    return button;
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

  private TextField exact() {
    TextField field = new TextField();
    field.setId("worker-field");
    field.setPrefColumnCount(3);
    field.setMinWidth(USE_PREF_SIZE);
    field.setAccessibleText("Requested workers, exactly; Enter applies");
    field.setTooltip(new Tooltip("Type a number of workers and press Enter"));
    field.getStyleClass().add("count-field");
    model
        .commands()
        .targetWorkersProperty()
        .subscribe(
            target -> {
              if (!field.isFocused()) {
                field.setText(target.toString());
              }
            });
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                field.setText(String.valueOf(model.commands().targetWorkersProperty().get()));
              }
            });
    field.setOnAction(event -> model.commands().resizeWorkers(field.getText()));
    return field;
  }
}
