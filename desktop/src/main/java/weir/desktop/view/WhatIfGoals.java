package weir.desktop.view;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.settings.DurationText;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WhatIfGoal;
import weir.desktop.model.WhatIfModel;

/** What it takes to reach goals: each is typed, and answered in a sentence. */
final class WhatIfGoals extends GridPane {

  private final WhatIfModel whatIf;

  WhatIfGoals(PanelModel model) {
    this.whatIf = model.whatIf();
    setId("what-if-goals");
    getStyleClass().addAll("what-if-goals", "chart-card");
    ColumnConstraints answers = new ColumnConstraints();
    answers.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(), answers);
    for (WhatIfGoal goal : WhatIfGoal.values()) {
      addRow(goal);
    }
  }

  private void addRow(WhatIfGoal goal) {
    String id = "goal-" + goal.id();
    TextField field = new TextField(DurationText.format(goal.usual()));
    field.setId(id);
    field.setPrefColumnCount(5);
    field.setMinWidth(USE_PREF_SIZE);
    field.setAccessibleText(goal.label() + " a duration such as 50ms; Enter asks");
    field.setTooltip(new Tooltip("A number and ns, us, ms, s or m, such as 50ms; Enter asks"));
    Label name = new Label(goal.label());
    name.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(field);
    FaultLabel fault = new FaultLabel(id + "-fault");
    field.setOnAction(event -> fault.setText(whatIf.setGoal(goal, field.getText())));
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                fault.setText(whatIf.setGoal(goal, field.getText()));
              }
            });
    field.textProperty().subscribe(() -> fault.setText(""));
    Label answer = answer(id + "-answer", goal);
    Shown.only(fault.textProperty().map(String::isEmpty), answer);
    VBox said = new VBox(answer, fault);
    for (var node : new javafx.scene.Node[] {name, field, said}) {
      setValignment(node, VPos.BASELINE);
    }
    addRow(getRowCount(), name, field, said);
  }

  private Label answer(String id, WhatIfGoal goal) {
    Label answer = new Label();
    answer.setId(id);
    answer.setWrapText(true);
    answer.setMinHeight(USE_PREF_SIZE);
    ObservableValue<String> text =
        Bindings.createStringBinding(
            () ->
                Text.known(
                    whatIf.curvesProperty().get(),
                    curves -> curves.answers().getOrDefault(goal, Text.UNKNOWN),
                    Text.UNKNOWN),
            whatIf.curvesProperty());
    answer.textProperty().bind(text);
    return answer;
  }
}
