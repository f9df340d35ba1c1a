package weir.desktop.view;

import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.desktop.model.PanelModel;

/** The slider, its exact input, and what is requested beside what there is. */
final class WorkerControls extends VBox {

  private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");

  private final PanelModel model;

  WorkerControls(PanelModel model) {
    this.model = model;
    getStyleClass().add("control-group");
    WorkerSlider slider = new WorkerSlider(model);
    HBox.setHgrow(slider, Priority.ALWAYS);
    Label title = new Label("Workers");
    title.getStyleClass().add("control-title");
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
            exact());
    controls.setAlignment(Pos.TOP_LEFT);
    Shown.only(Shown.ifIt(model, can -> can.workers().isPresent()), controls);
    getChildren().addAll(counts, controls);
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("control-caption");
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
    button.setOnAction(
        event -> {
          WorkerRange range = model.commands().workerRange();
          int wanted = model.commands().targetWorkersProperty().get() + by;
          if (wanted >= range.least() && wanted <= range.most()) {
            model.commands().resizeWorkers(wanted);
          }
        });
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
