package weir.desktop.view;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WhatIfCurves;
import weir.desktop.model.WhatIfModel;

/** The number of workers in thought, what it would do, and the button that makes it real. */
final class WhatIfControls extends VBox {

  private final PanelModel model;
  private final WhatIfModel whatIf;
  private final WorkerSlider slider;
  private final Label prediction = sentence("what-if-prediction");
  private final Label cost = sentence("what-if-cost");
  private final Label knee = sentence("what-if-knee");

  WhatIfControls(PanelModel model) {
    this.model = model;
    this.whatIf = model.whatIf();
    this.slider = new WorkerSlider(model, whatIf, "what-if-slider", "Workers in thought");
    getStyleClass().addAll("what-if-controls", "chart-card");
    slider.getStyleClass().add("what-if-slider");
    slider.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getClickCount() == 2) {
            apply();
          }
        });
    HBox.setHgrow(slider, Priority.ALWAYS);
    Label title = new Label("With");
    title.getStyleClass().add("chart-title");
    title.setMinWidth(USE_PREF_SIZE);
    title.setLabelFor(slider);
    HBox row =
        new HBox(
            6,
            title,
            WorkerInput.step(whatIf, "fewer-what-if", "−", "One worker fewer, in thought", -1),
            slider,
            WorkerInput.step(whatIf, "more-what-if", "+", "One worker more, in thought", 1),
            WorkerInput.exact(whatIf, "what-if-field", "Workers in thought"),
            use());
    row.setAlignment(Pos.TOP_LEFT);
    FaultLabel fault = new FaultLabel("what-if-fault");
    fault.textProperty().bind(whatIf.faultProperty());
    whatIf.curvesProperty().subscribe(this::show);
    whatIf.targetWorkersProperty().subscribe(this::show);
    getChildren().addAll(row, fault, prediction, cost, knee);
  }

  WorkerSlider slider() {
    return slider;
  }

  private Button use() {
    Button button = new Button();
    button.setId("use-what-if");
    button.setMinWidth(USE_PREF_SIZE);
    button
        .textProperty()
        .bind(
            whatIf
                .targetWorkersProperty()
                .map(count -> "Use " + count + (count.intValue() == 1 ? " worker" : " workers")));
    button.setTooltip(new Tooltip("Ask the server for so many; a double-click on the slider does"));
    button
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !Shown.ifConnected(model).getValue()
                        || whatIf.targetWorkersProperty().get()
                            == model.commands().targetWorkersProperty().get(),
                model.connectionProperty(),
                whatIf.targetWorkersProperty(),
                model.commands().targetWorkersProperty()));
    button.setOnAction(event -> apply());
    Shown.only(Shown.ifIt(model, can -> can.workers().isPresent()), button);
    return button;
  }

  private void apply() {
    if (Shown.ifConnected(model).getValue()
        && Shown.ifIt(model, can -> can.workers().isPresent()).getValue()) {
      whatIf.apply();
    }
  }

  private static Label sentence(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    Shown.only(label.textProperty().map(text -> !text.isEmpty()), label);
    return label;
  }

  private void show() {
    @Nullable WhatIfCurves curves = whatIf.curvesProperty().get();
    int workers = whatIf.targetWorkersProperty().get();
    prediction.setText(curves == null ? "Waits for events." : curves.prediction(workers));
    cost.setText(curves == null ? "" : curves.cost(workers));
    knee.setText(curves == null ? "" : curves.kneeText());
  }
}
